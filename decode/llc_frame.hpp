#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// A frame of LLC as far as GMM is concerned (TS 44.064 6): what it carries, when that is a readable
// message of GMM or SM.
struct LlcFrame {
  enum class Content : std::uint8_t {
    none,       // too short for a frame
    other,      // not for GMM, or not a UI frame
    ciphered,   // a UI frame for GMM that cannot be read
    signalling  // `message`
  };

  Content content = Content::none;
  std::span<const std::uint8_t> message;
};

// The check sequence at its end is left out and not verified; of a frame that the capture cut short
// there is none.
inline LlcFrame read_llc_frame(std::span<const std::uint8_t> octets, bool cut) noexcept {
  constexpr std::uint8_t kProtocolDiscriminator = 0x80;
  constexpr std::uint8_t kSapi = 0x0f;
  constexpr std::uint8_t kGmm = 1;
  constexpr std::uint8_t kUi = 0xc0;
  constexpr std::uint8_t kUiMask = 0xe0;
  constexpr std::uint8_t kCiphered = 0x02;
  constexpr std::size_t kCheckSequence = 3;
  ByteCursor cursor{octets};
  const std::uint8_t address = cursor.u8();
  const std::uint8_t control = cursor.u8();
  if (!cursor.ok()) return {};
  const bool for_gmm = (address & kProtocolDiscriminator) == 0 && (address & kSapi) == kGmm;
  if (!for_gmm || (control & kUiMask) != kUi)
    return {.content = LlcFrame::Content::other, .message = {}};
  const std::uint8_t flags = cursor.u8();
  if (!cursor.ok()) return {};
  if ((flags & kCiphered) != 0) return {.content = LlcFrame::Content::ciphered, .message = {}};
  if (cut) return {.content = LlcFrame::Content::signalling, .message = cursor.rest()};
  if (!cursor.has(kCheckSequence)) return {};
  return {.content = LlcFrame::Content::signalling,
          .message = cursor.bytes(cursor.size() - kCheckSequence)};
}

}  // namespace celltally
