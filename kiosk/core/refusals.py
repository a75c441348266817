"""What it means that the system, or the database on it, refused something: in words for staff, and what they can do."""

from __future__ import annotations

import errno

_BECAUSE = {
    errno.ENOENT: "没有这个文件夹，先建好它，或换一个地方",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹，换一个地方",
    errno.EEXIST: "这里已经有一个同名的文件，换一个名字",
    errno.EISDIR: "这里已经有一个同名的文件夹，换一个名字",
    errno.ENAMETOOLONG: "名字太长，换一个短的",
    errno.EACCES: "没有写入的权限，或正被别的程序打开着：关掉那个程序，或换一个地方",
    errno.EPERM: "没有写入的权限，换一个地方",
    errno.EROFS: "这个盘只能读，不能写，换一个地方",
    errno.ENOSPC: "磁盘满了，先腾出空间",
    getattr(errno, "EDQUOT", -1): "给这个用户的空间满了，先腾出空间",
    errno.EFBIG: "这个盘放不下这么大的文件，换一个地方",
    errno.EIO: "读写出错：优盘拔了，或者盘坏了。插好再试，还不行就换一个盘",
    errno.ENODEV: "盘不在了：优盘拔了？插好再试",
    errno.ENXIO: "盘不在了：优盘拔了？插好再试",
    errno.EMFILE: "一下子打开的文件太多，关掉别的程序再试一次",
    errno.ENFILE: "一下子打开的文件太多，关掉别的程序再试一次",
    errno.EINTR: "被打断了，再试一次",
    errno.EBUSY: "正被别的程序用着，关掉那个程序再试一次",
    errno.ENOMEM: "内存不够，关掉别的程序再试一次",
}
_OF_SQLITE = {
    5: "别的程序正占着它，过一会儿再试",
    6: "别的程序正占着它，过一会儿再试",
    8: _BECAUSE[errno.EROFS],
    10: _BECAUSE[errno.EIO],
    13: _BECAUSE[errno.ENOSPC],
    14: "打不开：没有权限，或者盘不在、满了",
}
"""SQLite's primary codes; it seldom says which error of the system was behind one."""


def because(error: BaseException) -> str:
    """Why it was refused; "" where nobody here knows."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return _OF_SQLITE.get(code & 0xFF, "")
    return _BECAUSE.get(getattr(error, "errno", None) or 0, "")


def refusal(error: BaseException) -> str:
    """Why it was refused, with the file where that is known; what the error says itself, where nothing better is."""
    known, file = because(error), getattr(error, "filename", None)
    if not known:
        return str(error) or type(error).__name__
    return f"{file}：{known}" if file else known
