"""The view into an equirectangular picture."""

from __future__ import annotations

from kiosk.draw.items import Panorama
from kiosk.screen.lean import pygame


def paint(surface: pygame.Surface, picture: pygame.Surface, item: Panorama, box: pygame.Rect) -> None:
    """Paint what is seen towards the item's yaw and pitch into `box`; `picture` covers 360 x 180 degrees."""
    w, h = picture.get_size()
    wide = max(2, round(w * item.fov / 360))
    high = max(2, min(h, round(wide * box.h / max(1, box.w))))
    left = round((item.yaw / 360 + 0.5) * w - wide / 2) % w
    top = min(h - high, max(0, round((0.5 - item.pitch / 180) * h - high / 2)))
    view = pygame.Surface((wide, high), 0, 32)
    view.blit(picture, (-left, -top))
    if left + wide > w:
        view.blit(picture, (w - left, -top))
    surface.blit(pygame.transform.smoothscale(view, box.size), box)
