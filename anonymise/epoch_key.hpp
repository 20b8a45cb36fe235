#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "vocabulary/result.hpp"

namespace celltally {

// The 256-bit key of one epoch, in a page of its own that no other process can read: memfd_secret
// where the kernel has it, else locked memory that is left out of core dumps (protection() says
// which). Overwritten and unmapped when it dies. Move only; never copied, printed or written.
class EpochKey {
 public:
  enum class Protection : std::uint8_t {
    secret_memory,  // memfd_secret(2): not even the kernel maps it
    locked_memory,  // mlock(2) and MADV_DONTDUMP: root can still read it
  };

  // A key nobody has seen: from getrandom(2). Fails, with what to do, when neither protection can
  // be had.
  static Result<EpochKey, std::string> generate();

  // A chosen key, for tests with published vectors.
  static Result<EpochKey, std::string> from_bytes_for_test(std::span<const std::uint8_t, 32> bytes);

  EpochKey(EpochKey&& other) noexcept;
  EpochKey& operator=(EpochKey&& other) noexcept;
  ~EpochKey();

  Protection protection() const noexcept { return protection_; }

 private:
  friend class Tagger;

  EpochKey(std::uint8_t* page, std::size_t page_octets, Protection protection) noexcept;

  std::uint8_t* page_ = nullptr;
  std::size_t page_octets_ = 0;
  Protection protection_ = Protection::locked_memory;
};

// "secret memory", "locked memory".
std::string_view to_text(EpochKey::Protection protection) noexcept;

}  // namespace celltally
