/* Preloaded in front of the C library: counts the calls of chosen kinds on files below a folder, and fails the k-th of
 * them, or all from there on. What it is to do, and what it saw, stands in a page of memory shared with whoever planned
 * it (tests/faults/shim.py), so that forked processes count together and a disk can be mended while they run. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { OPEN = 1, WRITE = 2, FSYNC = 4, RENAME = 8, TRUNCATE = 16, UNLINK = 32, MKDIR = 64, READ = 128,
            STAT = 256, MAP = 512, LIST = 1024, CHMOD = 2048, CREATE = 4096, CHANGE = 8192 };

/* As in shim.py: `at` 0 fails nothing; `times` is how many calls fail from there on; `seen` and `failed` are counted
 * here; `what` says which call was the first to fail. */
struct page {
    uint32_t kinds, at, times, error, seen, failed, shortened, spare;
    char under[1024];
    char what[1024];
};

static struct page *page;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("FAULTS_PAGE");
    int fd = name ? (int)syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC, 0) : -1;
    if (fd < 0) return;
    void *found = mmap(NULL, sizeof(struct page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (found != MAP_FAILED) page = found;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int below(const char *path) {
    size_t length = strlen(page->under);
    return length && !strncmp(path, page->under, length) && (path[length] == '/' || !path[length]);
}

static const char *resolved(int folder, const char *path, char *room) {
    if (!path) return "";
    if (*path == '/') return path;
    ssize_t length;
    if (folder == AT_FDCWD) {
        if (!getcwd(room, PATH_MAX)) return "";
        length = (ssize_t)strlen(room);
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        length = readlink(link, room, PATH_MAX - 1);
        if (length < 0) return "";
        room[length] = 0;
    }
    snprintf(room + length, (size_t)(PATH_MAX - length), "/%s", path);
    return room;
}

/* Whether this call is to fail; then errno says why. */
static int fails(enum kind kind, const char *call, const char *path) {
    if (!page || !(page->kinds & kind) || !below(path)) return 0;
    uint32_t number = __atomic_add_fetch(&page->seen, 1, __ATOMIC_SEQ_CST), at = page->at;
    if (!at || number < at || number - at >= page->times) return 0;
    if (__atomic_add_fetch(&page->failed, 1, __ATOMIC_SEQ_CST) == 1)
        snprintf(page->what, sizeof page->what, "%s %s", call, path + strlen(page->under));
    errno = (int)page->error;
    return 1;
}

static int fails_at(enum kind kind, const char *call, int folder, const char *path) {
    char room[PATH_MAX];
    int before = errno;
    if (fails(kind, call, page ? resolved(folder, path, room) : "")) return 1;
    errno = before;
    return 0;
}

static int fails_of(enum kind kind, const char *call, int fd) {
    char link[64], room[PATH_MAX];
    int before = errno;
    if (!page || !(page->kinds & kind)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, room, sizeof room - 1);
    if (length > 0) {
        room[length] = 0;
        if (fails(kind, call, room)) return 1;
    }
    errno = before;
    return 0;
}

static enum kind opening(int flags) {
    return flags & O_CREAT ? CREATE | OPEN : (flags & O_ACCMODE) != O_RDONLY ? CHANGE | OPEN : OPEN;
}

#define MODE_OF(flags) mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

#define OPENS(name) int name(const char *path, int flags, ...) { \
    MODE_OF(flags) REAL(name); \
    return fails_at(opening(flags), "open", AT_FDCWD, path) ? -1 : real(path, flags, mode); }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name) int name(int folder, const char *path, int flags, ...) { \
    MODE_OF(flags) REAL(name); \
    return fails_at(opening(flags), "open", folder, path) ? -1 : real(folder, path, flags, mode); }
OPENS_AT(openat)
OPENS_AT(openat64)

#define STREAMS(name) FILE *name(const char *path, const char *how) { \
    REAL(name); \
    int flags = *how == 'r' ? O_RDONLY : O_WRONLY | O_CREAT; \
    return fails_at(opening(flags), "fopen", AT_FDCWD, path) ? NULL : real(path, how); }
STREAMS(fopen)
STREAMS(fopen64)

#define OF_A_FILE(type, name, kind, parameters, arguments) type name parameters { \
    REAL(name); return fails_of(kind, #name, fd) ? (type)-1 : real arguments; }
OF_A_FILE(ssize_t, read, READ, (int fd, void *into, size_t size), (fd, into, size))
OF_A_FILE(ssize_t, pread, READ, (int fd, void *into, size_t size, off_t at), (fd, into, size, at))
OF_A_FILE(ssize_t, pread64, READ, (int fd, void *into, size_t size, off64_t at), (fd, into, size, at))
OF_A_FILE(ssize_t, writev, WRITE, (int fd, const struct iovec *parts, int count), (fd, parts, count))
OF_A_FILE(int, fsync, FSYNC, (int fd), (fd))
OF_A_FILE(int, fdatasync, FSYNC, (int fd), (fd))
OF_A_FILE(int, ftruncate, TRUNCATE, (int fd, off_t size), (fd, size))
OF_A_FILE(int, ftruncate64, TRUNCATE, (int fd, off64_t size), (fd, size))
OF_A_FILE(int, fchmod, CHMOD, (int fd, mode_t mode), (fd, mode))

int posix_fallocate(int fd, off_t from, off_t size) {
    REAL(posix_fallocate);
    return fails_of(WRITE, "posix_fallocate", fd) ? (int)page->error : real(fd, from, size);
}

/* A disk that fills up takes half of what it is given first. */
#define WRITES(name, parameters, half, arguments) ssize_t name parameters { \
    REAL(name); \
    if (!fails_of(WRITE, #name, fd)) return real arguments; \
    if (page->shortened && page->failed == 1 && size > 1) { size /= 2; return real half; } \
    return -1; }
WRITES(write, (int fd, const void *from, size_t size), (fd, from, size), (fd, from, size))
WRITES(pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at), (fd, from, size, at))
WRITES(pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at), (fd, from, size, at))

#define COPIES(name, offset) ssize_t name(int out, int in, offset *at, size_t size) { \
    REAL(name); \
    return fails_of(READ, #name, in) || fails_of(WRITE, #name, out) ? -1 : real(out, in, at, size); }
ssize_t sendfile(int, int, off_t *, size_t);
ssize_t sendfile64(int, int, off64_t *, size_t);
COPIES(sendfile, off_t)
COPIES(sendfile64, off64_t)

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
    REAL(copy_file_range);
    if (fails_of(READ, "copy_file_range", in) || fails_of(WRITE, "copy_file_range", out)) return -1;
    return real(in, from, out, to, size, flags);
}

#define OF_A_NAME(type, name, kind, parameters, arguments, nothing) type name parameters { \
    REAL(name); return fails_at(kind, #name, AT_FDCWD, path) ? nothing : real arguments; }
OF_A_NAME(int, truncate, TRUNCATE, (const char *path, off_t size), (path, size), -1)
OF_A_NAME(int, truncate64, TRUNCATE, (const char *path, off64_t size), (path, size), -1)
OF_A_NAME(int, unlink, UNLINK, (const char *path), (path), -1)
OF_A_NAME(int, rmdir, UNLINK, (const char *path), (path), -1)
OF_A_NAME(int, mkdir, MKDIR, (const char *path, mode_t mode), (path, mode), -1)
OF_A_NAME(int, chmod, CHMOD, (const char *path, mode_t mode), (path, mode), -1)
OF_A_NAME(int, stat, STAT, (const char *path, struct stat *into), (path, into), -1)
OF_A_NAME(int, stat64, STAT, (const char *path, struct stat64 *into), (path, into), -1)
OF_A_NAME(int, lstat, STAT, (const char *path, struct stat *into), (path, into), -1)
OF_A_NAME(int, lstat64, STAT, (const char *path, struct stat64 *into), (path, into), -1)
OF_A_NAME(DIR *, opendir, LIST, (const char *path), (path), NULL)

int symlink(const char *target, const char *path) {
    REAL(symlink);
    return fails_at(MKDIR, "symlink", AT_FDCWD, path) ? -1 : real(target, path);
}

#define OF_A_NAME_AT(name, kind, parameters, arguments) int name parameters { \
    REAL(name); return fails_at(kind, #name, folder, path) ? -1 : real arguments; }
OF_A_NAME_AT(unlinkat, UNLINK, (int folder, const char *path, int flags), (folder, path, flags))
OF_A_NAME_AT(mkdirat, MKDIR, (int folder, const char *path, mode_t mode), (folder, path, mode))
OF_A_NAME_AT(fstatat, STAT, (int folder, const char *path, struct stat *into, int flags), (folder, path, into, flags))
OF_A_NAME_AT(fstatat64, STAT, (int folder, const char *path, struct stat64 *into, int flags), (folder, path, into, flags))

int rename(const char *path, const char *to) {
    REAL(rename);
    return fails_at(RENAME, "rename", AT_FDCWD, path) ? -1 : real(path, to);
}

int renameat(int folder, const char *path, int into, const char *to) {
    REAL(renameat);
    return fails_at(RENAME, "renameat", folder, path) ? -1 : real(folder, path, into, to);
}

#define MAPS(name, offset) void *name(void *at, size_t size, int way, int flags, int fd, offset from) { \
    REAL(name); \
    return fd >= 0 && fails_of(MAP, #name, fd) ? MAP_FAILED : real(at, size, way, flags, fd, from); }
MAPS(mmap, off_t)
MAPS(mmap64, off64_t)
