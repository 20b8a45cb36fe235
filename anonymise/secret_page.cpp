#include "anonymise/secret_page.hpp"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace celltally {
namespace {

std::size_t page_octets() noexcept {
  return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// Nothing when the kernel lacks memfd_secret(2), it is switched off, or the limit is too low.
std::span<std::uint8_t> map_secret(std::size_t octets) noexcept {
#ifdef SYS_memfd_secret
  const int file = static_cast<int>(::syscall(SYS_memfd_secret, O_CLOEXEC));
  if (file < 0) return {};
  void* memory = MAP_FAILED;
  if (::ftruncate(file, static_cast<off_t>(octets)) == 0) {
    memory = ::mmap(nullptr, octets, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  }
  ::close(file);  // the mapping keeps the memory
  if (memory == MAP_FAILED) return {};
  return {static_cast<std::uint8_t*>(memory), octets};
#else
  return {};
#endif
}

// Nothing, and errno, when the memory cannot be locked.
std::span<std::uint8_t> map_locked(std::size_t octets) noexcept {
  void* const memory =
      ::mmap(nullptr, octets, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return {};
  if (::mlock(memory, octets) == 0 && ::madvise(memory, octets, MADV_DONTDUMP) == 0) {
    return {static_cast<std::uint8_t*>(memory), octets};
  }
  const int reason = errno;
  ::munmap(memory, octets);
  errno = reason;
  return {};
}

}  // namespace

Result<SecretPage, std::string> SecretPage::allocate(Protection best) {
  const std::size_t octets = page_octets();
  Protection protection = best;
  std::span<std::uint8_t> bytes;
  if (best == Protection::secret_memory) bytes = map_secret(octets);
  if (bytes.empty()) {
    protection = Protection::locked_memory;
    bytes = map_locked(octets);
  }
  if (bytes.empty()) {
    return fail(
        "cannot lock a page of memory for the key: " + std::generic_category().message(errno) +
        "; raise the limit on locked memory (LimitMEMLOCK= in the unit, ulimit -l in a "
        "shell) to at least 64 KiB");
  }
  SecretPage page(bytes, protection);
  if (::madvise(bytes.data(), bytes.size(), MADV_DONTFORK) != 0) {
    return fail("cannot keep the key's memory from child processes: " +
                std::generic_category().message(errno) + "; a kernel of Linux 5.10 or later can");
  }
  return page;
}

SecretPage::SecretPage(std::span<std::uint8_t> bytes, Protection protection) noexcept
    : bytes_(bytes), owner_(::getpid()), protection_(protection) {}

SecretPage::SecretPage(SecretPage&& other) noexcept
    : bytes_(std::exchange(other.bytes_, {})),
      owner_(other.owner_),
      protection_(other.protection_) {}

SecretPage& SecretPage::operator=(SecretPage&& other) noexcept {
  if (this == &other) return *this;
  destroy();
  bytes_ = std::exchange(other.bytes_, {});
  owner_ = other.owner_;
  protection_ = other.protection_;
  return *this;
}

SecretPage::~SecretPage() {
  destroy();
}

bool SecretPage::reachable() const noexcept {
  return !bytes_.empty() && ::getpid() == owner_;
}

void SecretPage::destroy() noexcept {
  // In a forked child the addresses may be somebody else's by now.
  if (reachable()) {
    ::explicit_bzero(bytes_.data(), bytes_.size());
    ::munmap(bytes_.data(), bytes_.size());
  }
  bytes_ = {};
}

}  // namespace celltally
