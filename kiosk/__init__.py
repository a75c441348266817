"""The hall kiosk of 博山区反诈科普体验馆."""

__version__ = "0.1.0"
