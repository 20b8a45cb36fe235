#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The outermost structure of S1AP, NGAP, RANAP and X2AP in the ALIGNED variant of PER (ITU-T
// X.691): an elementary procedure and its elements, each an octet string of known length. All that
// is wanted stands on octet borders, so a few loads read an element and no ASN.1 library is needed
// (protocols reference 4.1). Borrows.
struct AperPdu {
  enum class Outcome : std::uint8_t {
    initiating = 0,
    successful = 1,
    unsuccessful = 2,
    other = 3,  // RANAP: outcome
  };

  Outcome outcome = Outcome::initiating;
  std::uint8_t procedure = 0;
  std::uint16_t count = 0;  // how many elements it says that there are
  ByteCursor elements;
  bool cut = false;  // it is longer than what is there
};

// An element: a value under the number that the protocol gives it.
struct AperElement {
  std::uint16_t id = 0;
  ByteCursor value;
};

// A length determinant (X.691 11.9). Nothing when it is in pieces of 16 Ki, or is not there.
inline std::optional<std::size_t> read_aper_length(ByteCursor& bytes) noexcept {
  const std::size_t first = bytes.u8();
  if (first < 0x80) return bytes.ok() ? std::optional{first} : std::nullopt;
  if (first >= 0xc0) return std::nullopt;
  const std::size_t length = (first & 0x3f) << 8 | bytes.u8();
  return bytes.ok() ? std::optional{length} : std::nullopt;
}

// What stands behind a length determinant, as far as it is there; then `bytes` is empty, too.
// `cut` is set where it is not whole.
inline ByteCursor read_aper_string(ByteCursor& bytes, bool& cut) noexcept {
  const auto length = read_aper_length(bytes);
  if (length && bytes.has(*length)) return bytes.sub(*length);
  cut = true;
  const ByteCursor rest = length ? ByteCursor{bytes.rest()} : ByteCursor{};
  bytes = {};
  return rest;
}

// The first piece of what is in several (X.691 11.9.3.8), as far as it is there.
ByteCursor read_first_aper_piece(ByteCursor& bytes) noexcept;

// Nothing when this cannot be the beginning of such a message. The captured part of one that is cut
// is read as far as it goes, and of one of more than 16 KiB, which is in pieces, the first piece:
// what identifies stands in front, long containers behind.
inline std::optional<AperPdu> read_aper_pdu(std::span<const std::uint8_t> octets,
                                            bool cut) noexcept {
  constexpr std::uint8_t kExtension = 0x80;
  constexpr std::uint8_t kPieces = 0xc0;  // its low bits say how many of 16 Ki octets
  constexpr std::uint8_t kNotOutcome = 0x1f;
  constexpr std::uint8_t kNotCriticality = 0x3f;
  ByteCursor bytes{octets};
  const std::uint8_t choice = bytes.u8();
  AperPdu pdu;
  pdu.procedure = bytes.u8();
  const std::uint8_t criticality = bytes.u8();
  if (!bytes.ok() || (choice & (kExtension | kNotOutcome)) != 0) return {};
  if ((criticality & kNotCriticality) != 0 || criticality == 0xc0) return {};
  pdu.outcome = static_cast<AperPdu::Outcome>(choice >> 5);
  if (!bytes.empty() && bytes.rest()[0] >= kPieces) [[unlikely]] {
    pdu.elements = read_first_aper_piece(bytes);
    pdu.cut = true;
    if (pdu.elements.empty()) return {};
  } else {
    pdu.elements = read_aper_string(bytes, pdu.cut);
    if (pdu.cut && !cut) return {};  // nothing was left out, so the length is wrong
  }
  pdu.elements.skip(1);  // whether extensions follow the elements
  pdu.count = pdu.elements.u16();
  if (!pdu.elements.ok() && !pdu.cut) return {};
  return pdu;
}

// The elements of a message, or of a container in one, one after the other:
//
//   AperElements elements{pdu.elements, pdu.count};
//   for (AperElement element; elements.next(element);) ...
//
// Ends at the last one, or at the first that is not whole: then broken() says so.
class AperElements {
 public:
  AperElements(ByteCursor bytes, std::size_t count) noexcept : bytes_(bytes), left_(count) {}

  // In the header, for most of the time that a message takes is spent here.
  bool next(AperElement& element) noexcept {
    constexpr std::size_t kHeader = 4;  // id, criticality, and an octet of length at least
    if (left_ == 0) return false;
    --left_;
    const auto header = bytes_.bytes(kHeader);
    if (header.empty()) [[unlikely]]
      return end();
    element.id = static_cast<std::uint16_t>(header[0] << 8 | header[1]);
    std::size_t length = header[3];
    if (length >= 0x80) {
      if (length >= 0xc0 || bytes_.empty()) [[unlikely]]
        return end();
      length = (length & 0x3f) << 8 | bytes_.u8();
    }
    if (!bytes_.has(length)) [[unlikely]]
      return end();
    element.value = bytes_.sub(length);
    return true;
  }
  bool broken() const noexcept { return broken_; }

 private:
  bool end() noexcept {
    broken_ = true;
    left_ = 0;
    return false;
  }

  ByteCursor bytes_;
  std::size_t left_;
  bool broken_ = false;
};

// A whole number of which the first octet says how many octets follow: in its bits from `shift` on,
// one less than they are (a constrained number of more than 64 Ki values, X.691 13.2.6). REQUIRES:
// of `bits` bits, at most 3. Not ok() in `bytes` where they are not there.
inline std::uint64_t read_aper_number(ByteCursor& bytes, int shift, int bits) noexcept {
  const auto mask = (std::uint32_t{1} << bits) - 1;
  const std::uint32_t octets = (std::uint32_t{bytes.u8()} >> shift & mask) + 1;
  std::uint64_t number = 0;
  for (const std::uint8_t octet : bytes.bytes(octets)) number = number << 8 | octet;
  return number;
}

// Extensions that a structure is followed by where its preamble says so (a
// ProtocolExtensionContainer): leaves `bytes` behind them, or not ok() where they are not whole.
void skip_aper_extensions(ByteCursor& bytes) noexcept;

}  // namespace celltally
