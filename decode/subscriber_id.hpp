#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// A permanent identity (IMSI, MSISDN) where it stands in a packet. Nobody can look at it but
// the Tagger, and MachineHints, which says two bits: no accessor, no comparison, no printing. It
// borrows the packet's bytes and is dangling after the source's next poll().
class SubscriberId {
 public:
  // Which identity. The values are the type octets of the tagged block: never renumber.
  enum class Kind : std::uint16_t { none = 0, imsi = 1, msisdn = 2 };

  // How digits are laid out.
  enum class Coding : std::uint16_t {
    tbcd,             // low nibble first, filler f at the end (TS 29.002 TBCD-STRING)
    mobile_identity,  // octet 0 holds digit 1 | odd flag | type, then low nibble first (TS 24.008
                      // 10.5.1.4)
    ascii,            // one digit an octet, in its low four bits: text, or the number itself
    suci,  // SUPI type, PLMN, routing indicator (2), scheme, key: 8 octets that are followed by the
           // MSIN in TBCD, scheme null (TS 24.501 figure 9.11.3.4.3)
  };

  constexpr SubscriberId() = default;

  // REQUIRES: `digits` is not empty, holds at most 16 digits in `coding`, all decimal but fillers
  // at the end: the decoder has looked.
  constexpr SubscriberId(Kind kind, Coding coding, std::span<const std::uint8_t> digits) noexcept
      : octets_(digits.data()),
        length_(static_cast<std::uint32_t>(digits.size())),
        kind_(kind),
        coding_(coding) {}

  constexpr bool present() const noexcept { return kind_ != Kind::none; }

 private:
  friend class Tagger;
  friend class MachineHints;

  const std::uint8_t* octets_ = nullptr;
  std::uint32_t length_ = 0;
  Kind kind_ = Kind::none;
  Coding coding_ = Coding::tbcd;
};

static_assert(sizeof(SubscriberId) == 16, "no padding, so that one load and one store copy it");

}  // namespace celltally
