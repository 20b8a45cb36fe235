#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "vocabulary/result.hpp"

namespace celltally {

// One page of memory for a secret, zero when made, which other processes cannot read. Not swapped,
// not in core dumps, and not inherited by a forked child (a child that touches it dies, rather than
// working on with a key of zeroes). Overwritten and unmapped when it dies. Move only: the address
// of the bytes stays the same.
class SecretPage {
 public:
  enum class Protection : std::uint8_t {
    secret_memory,  // memfd_secret(2): not even the kernel maps it
    locked_memory,  // mlock(2) and MADV_DONTDUMP: root can still read it
  };

  // The best protection that can be had, but none better than `best`. Fails with one line that says
  // what to do.
  static Result<SecretPage, std::string> allocate(Protection best = Protection::secret_memory);

  SecretPage(SecretPage&& other) noexcept;
  SecretPage& operator=(SecretPage&& other) noexcept;
  ~SecretPage();

  // Empty after a move from here.
  std::span<std::uint8_t> bytes() const noexcept { return bytes_; }
  Protection protection() const noexcept { return protection_; }

  // Whether bytes() may be touched: there are some, and this is not a forked child.
  bool reachable() const noexcept;

 private:
  SecretPage(std::span<std::uint8_t> bytes, Protection protection) noexcept;
  void destroy() noexcept;

  std::span<std::uint8_t> bytes_;
  int owner_ = 0;  // the process that may touch it
  Protection protection_ = Protection::locked_memory;
};

}  // namespace celltally
