#include "service/confinement.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>

namespace celltally {
namespace {

std::string reason(int error) {
  return std::strerror(error);
}

// --- sockets ---------------------------------------------------------------------------------

struct FilterDeleter {
  void operator()(void* filter) const noexcept { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, FilterDeleter>;

bool needed(int family, const Confinement::Rights& rights) {
  switch (family) {
    case AF_UNIX: return true;
    case AF_PACKET: return rights.packet_sockets;
    case AF_INET:
    case AF_INET6:
    case AF_NETLINK: return rights.internet;  // names are looked up with the help of netlink
    default: return false;
  }
}

// The families that are not needed, those that came after this was built, and the calls that could
// make a socket, run a program or reach into another process past this filter.
int forbid(scmp_filter_ctx filter, const Confinement::Rights& rights) {
  const auto no_socket = [&](scmp_compare which, int family) {
    const scmp_arg_cmp of_family{0, which, static_cast<scmp_datum_t>(family), 0};
    return seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                                  &of_family);
  };
  int error = no_socket(SCMP_CMP_GE, AF_MAX);
  for (int family = 0; family < AF_MAX && error == 0; ++family) {
    if (!needed(family, rights)) error = no_socket(SCMP_CMP_EQ, family);
  }
  for (const int call : {SCMP_SYS(io_uring_setup), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
                         SCMP_SYS(process_vm_writev), SCMP_SYS(pidfd_getfd), SCMP_SYS(execve),
                         SCMP_SYS(execveat), SCMP_SYS(bpf)}) {
    if (error == 0) error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0);
  }
  return error;
}

// "" when done.
std::string forbid_calls(const Confinement::Rights& rights) {
  const Filter filter{seccomp_init(SCMP_ACT_ALLOW)};
  if (filter == nullptr) return "no memory for a filter of system calls";
  int error = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
  if (error == 0) error = forbid(filter.get(), rights);
  if (error == 0) error = seccomp_load(filter.get());
  if (error == 0) return "";
  return "sockets cannot be forbidden: " + reason(-error) +
         "; the kernel needs seccomp (CONFIG_SECCOMP_FILTER)";
}

// --- files -----------------------------------------------------------------------------------

constexpr std::uint64_t kRead =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kWrite = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                 LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK;
constexpr std::uint64_t kRest = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr std::uint64_t kTruncate = 1u << 14;  // the kernel's headers know it since 6.2
constexpr std::uint64_t kFileOnly = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                                    LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate;

class Descriptor {
 public:
  explicit Descriptor(long descriptor) noexcept : descriptor_(static_cast<int>(descriptor)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int get() const noexcept { return descriptor_; }
  bool valid() const noexcept { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

void allow(const Descriptor& rules, const std::string& path, std::uint64_t access) {
  const Descriptor file{open(path.c_str(), O_PATH | O_CLOEXEC)};
  if (!file.valid()) return;
  struct stat what {};
  const bool folder = fstat(file.get(), &what) == 0 && S_ISDIR(what.st_mode);
  landlock_path_beneath_attr beneath{};
  beneath.allowed_access = folder ? access : access & kFileOnly;
  beneath.parent_fd = file.get();
  syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
}

// Renaming from one folder to another is forbidden for good under version 1, a right since then;
// cutting a file short is nobody's business before version 3.
std::uint64_t later_rights() {
  const long version =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return (version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0) | (version >= 3 ? kTruncate : 0);
}

// Whether it came into force.
bool restrict_files(const Confinement::Rights& rights) {
  const std::uint64_t write = kRead | kWrite | later_rights();
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = write | kRest;
  const Descriptor rules{syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0)};
  if (!rules.valid()) return false;
  for (const std::string& path : rights.read) allow(rules, path, kRead);
  for (const std::string& path : rights.write) allow(rules, path, write);
  return syscall(SYS_landlock_restrict_self, rules.get(), 0) == 0;
}

}  // namespace

Result<std::string, std::string> Confinement::enter(const Rights& rights) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return fail("new privileges cannot be given up: " + reason(errno));
  }
  // First, for the filter would forbid nothing that this needs, but a newer kernel's might.
  const bool files = restrict_files(rights);
  if (std::string problem = forbid_calls(rights); !problem.empty()) return fail(std::move(problem));
  std::string words = rights.internet         ? "no sockets but UNIX and internet ones"
                      : rights.packet_sockets ? "no sockets but UNIX and packet ones"
                                              : "no sockets but UNIX ones";
  words += files ? "; files as needed (Landlock)" : "; files not confined (no Landlock here)";
  return words;
}

}  // namespace celltally
