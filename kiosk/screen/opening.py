"""Opens a picture, a film or captions the way the screen does, and says in Chinese what is wrong.

For whoever checks content: what passes here is seen and heard in the hall. Nothing needs a window; what a file claims
of itself is held against limits before anything is decoded, so that no file takes more than a moment or much memory.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.core.identifiers import identifiers
from kiosk.core.outside import TooLargeError, open_file, read_file
from kiosk.screen import captions
from kiosk.screen.film import LONGEST_SECONDS, begin_of, decoded, open_film, pictures_of
from kiosk.screen.frames import MOST_PIXELS
from kiosk.screen.photo import PhotoFault, developed, open_photo

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

_LOOKED_AT = (800, 800)
"""Pixels a picture is decoded to: the quickest that still reads the whole file."""

_TAIL_SECONDS = 3.0
_MISSING_SECONDS = 2.0
_MISSING_SHARE = 0.02
"""A film may end so much earlier than its file says: sound and picture are seldom equally long."""

MOST_RATE = 250
"""Pictures a second; a telephone's slowest motion has 240."""
LEAST_HERTZ, MOST_HERTZ, MOST_CHANNELS = 4000, 192_000, 8
"""Of sound: from a telephone line to a studio. One sample a second would be a day of silence to write."""
_MOST_PACKETS = 1_000_000
_FIRST_PACKETS = 500
"""Packets in which something must be seen or heard."""

_COPY_AGAIN = "从原来的地方重新复制一份"
_CONVERT = "用剪映或格式工厂另存为 MP4（H.264）"
_FILM_HEADS = (b"\x1aE\xdf\xa3", b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3", b"RIFF", b"0&\xb2u")


class _Fault(Exception):
    """What is wrong, in Chinese."""


def picture_fault(path: Path) -> str:
    """What is wrong with a PNG or JPEG; "" when it can be shown."""
    try:
        developed(open_photo(path), _LOOKED_AT, cover=False)
    except ImportError:
        return f"“{path.name}”放不了：这台电脑没有装看图片的程序库 Pillow，请管理员重新运行 make run"
    except PhotoFault as fault:
        return f"“{path.name}”{fault}"
    except OSError:
        return _closed(path)
    return ""


def film_fault(path: Path) -> str:
    """What is wrong with a film or a recording; "" when it can be played from its beginning to its end."""
    return _film(path)[0]


def film_seconds(path: Path) -> float:
    """How long a film lasts, in seconds; 0 when it cannot be played or nobody can say."""
    return _film(path)[1]


def captions_fault(path: Path, film_seconds: float | None = None) -> str:
    """What is wrong with an .srt file; "" when every caption in it can be shown. `film_seconds`: how long the film is
    to which they belong, None when that is not known."""
    try:
        text = captions.decode(read_file(path, captions.MOST_BYTES))
        _look_through(text, film_seconds)
    except TooLargeError:
        return f"“{path.name}”超过 {captions.MOST_BYTES // 1024} KB，字幕没有这么大：看看是不是放错了文件"
    except UnicodeError:
        return f"“{path.name}”的文字编码认不出来：用记事本打开，点“文件 → 另存为”，编码选 UTF-8，再保存一次"
    except OSError:
        return _closed(path)
    except _Fault as fault:
        return f"“{path.name}”{fault}"
    return ""


def _closed(path: Path) -> str:
    return f"打不开“{path.name}”：看看它是不是正被别的程序占用，或者有没有权限读"


# ------------------------------------------------------------ captions
def _look_through(text: str, film_seconds: float | None) -> None:
    if "[Script Info]" in text[:2000]:
        raise _Fault("是 ASS/SSA 字幕，这里读不了：用字幕软件打开，另存为 SRT，文件名以 .srt 结尾")
    found, unreadable = captions.cues(text)
    example = "写成 00:00:01,000 --> 00:00:03,500 这样"
    if unreadable:
        raise _Fault(f"第 {unreadable[0].line} 行的时间“{unreadable[0].text[:40]}”读不懂：{example}")
    if not found:
        raise _Fault(f"里面没有一条字幕：每条先写一行时间，{example}，下一行写文字，再空一行")
    before = 0.0
    for cue in found:
        if cue.end <= cue.start:
            raise _Fault(f"第 {cue.line} 行的结束时间不在开始时间之后，这一条不会出现：核对这两个时间，{example}")
        if cue.start < before:
            raise _Fault(f"第 {cue.line} 行的时间比前面一条早：核对时间，或按先后排好")
        if film_seconds is not None and cue.start >= film_seconds:
            raise _Fault(
                f"第 {cue.line} 行从 {_clock(cue.start)} 开始，影片到 {_clock(film_seconds)} 就完了，这一条不会出现："
                "核对时间，或看看是不是别的影片的字幕"
            )
        if len(cue.words) > captions.MOST_WORDS:
            long = f"第 {cue.line} 行下面的字幕有 {len(cue.words)} 个字"
            raise _Fault(f"{long}，最多 {captions.MOST_WORDS} 个：分成几条，每条写上时间")
        for one in identifiers(cue.words):
            raise _Fault(f"第 {cue.line} 行下面的字幕里，“{one.written}”像是真的{one.kind.label}：{one.kind.instead}")
        before = cue.start


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


# ------------------------------------------------------------ films
class _Streams(NamedTuple):
    """What is seen and heard; a cover glued to a recording is not looked at."""

    video: VideoStream | None
    audio: AudioStream | None


def _film(path: Path) -> tuple[str, float]:
    """The fault and the length in seconds."""
    try:
        import av
    except ImportError:
        return f"“{path.name}”放不了：这台电脑没有装放影片的程序库 av，请管理员重新运行 make run", 0.0
    try:
        with open_film(path) as container:
            return "", _watched(container)
    except _Fault as fault:
        return f"“{path.name}”{fault}", 0.0
    except (av.InvalidDataError, av.ArgumentError):
        return f"“{path.name}”{_not_opened(path)}", 0.0
    except OSError:
        return _closed(path), 0.0
    except Exception:  # the libraries under PyAV have errors of their own
        return f"“{path.name}”里面的数据坏了，放不了：{_COPY_AGAIN}", 0.0


def _not_opened(path: Path) -> str:
    with open_file(path) as stream:
        head = stream.read(12)
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"free", b"wide") or head.startswith(_FILM_HEADS):
        return f"没有复制完整，或者坏了，打不开：{_COPY_AGAIN}"
    return f"不是视频，也不是录音（可能只改了后缀）：{_CONVERT}"


def _watched(container: InputContainer) -> float:
    """The film's length in seconds, after its beginning and its end were looked at."""
    streams = _streams(container)
    for stream in (s for s in streams if s is not None):
        _first(container, stream)
    seconds = _said(container, streams)
    if not seconds:
        container.seek(0)
        seconds = _last(container, streams)
    if seconds <= 0:
        raise _Fault(f"不知道有多长：{_CONVERT}")
    if seconds > LONGEST_SECONDS:
        raise _Fault(f"有 {seconds / 60:.0f} 分钟长，最多 {LONGEST_SECONDS // 60} 分钟：剪短，或分成几段")
    begin = begin_of(container)
    container.seek(max(0, int((begin + seconds - _TAIL_SECONDS) * 1_000_000)))
    if _last(container, streams) < seconds - _MISSING_SECONDS - seconds * _MISSING_SHARE:
        raise _Fault(f"没有复制完整，后面一截缺了：{_COPY_AGAIN}")
    return seconds


def _streams(container: InputContainer) -> _Streams:
    from av.stream import Disposition

    video, audio = pictures_of(container), next(iter(container.streams.audio), None)
    if video is not None and audio is not None and video.disposition & Disposition.attached_pic:
        video = None
    if video is None and audio is None:
        raise _Fault(f"里面没有能放的画面，也没有声音：{_CONVERT}")
    if video is not None and video.codec_context is not None:
        video.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
        if video.codec_context.width * video.codec_context.height > MOST_PIXELS:
            size = f"{video.codec_context.width}×{video.codec_context.height}"
            raise _Fault(f"的画面有 {size} 点，太大了（最多 4K）：{_CONVERT}，分辨率选 1920×1080")
        if video.average_rate is not None and video.average_rate > MOST_RATE:
            raise _Fault(
                f"每秒有 {float(video.average_rate):.0f} 个画面，太多了（最多 {MOST_RATE}）：{_CONVERT}，帧率选 30"
            )
    if audio is not None and audio.codec_context is not None:
        _heard(audio.codec_context.sample_rate, audio.codec_context.channels)
    return _Streams(video, audio)


def _heard(hertz: int, channels: int) -> None:
    if not LEAST_HERTZ <= hertz <= MOST_HERTZ or not 1 <= channels <= MOST_CHANNELS:
        raise _Fault(f"的声音有 {channels} 个声道、每秒 {hertz} 个样，放不出来：{_CONVERT}，声音选 48000、立体声")


def _first(container: InputContainer, stream: VideoStream | AudioStream) -> None:
    """The first picture, or the first sound."""
    what = "画面" if stream.type == "video" else "声音"
    codec = stream.codec_context
    if codec is None:
        raise _Fault(f"的{what}用的编码放不出来：{_CONVERT}")
    import av

    container.seek(0)
    try:
        if next(decoded(islice(container.demux(stream), _FIRST_PACKETS)), None) is not None:
            return
    except av.FFmpegError:
        pass
    raise _Fault(f"的{what}（{codec.name}）解不出来：{_COPY_AGAIN}；还是不行，就{_CONVERT}")


def _said(container: InputContainer, streams: _Streams) -> float:
    """The length in seconds as the file says it; 0 when it does not."""
    said = [float(s.duration * s.time_base) for s in filter(None, streams) if s.duration and s.time_base]
    return max(said, default=(container.duration or 0) / 1_000_000)


def _last(container: InputContainer, streams: _Streams) -> float:
    """When the last packet ends, in seconds from the beginning. One of zeros only is none: room that was promised to
    a copy that broke off."""
    last = begin = begin_of(container)
    for packet in islice(container.demux([s for s in streams if s is not None]), _MOST_PACKETS):
        if packet.pts is not None and packet.size and any(bytes(packet)):
            last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return last - begin
