#include "decode/aper_pdu.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace celltally {
namespace {

using Octets = std::vector<std::uint8_t>;

struct LengthCase {
  std::string_view name;
  Octets octets;
  std::optional<std::size_t> length;
  std::size_t left;
};

TEST(AperLength, IsOfOneOctetOrTwo) {
  const LengthCase kCases[] = {
      {"nothing there", {}, std::nullopt, 0},
      {"zero", {0x00}, 0, 0},
      {"the most in one octet", {0x7f, 9}, 127, 1},
      {"the least in two", {0x80, 0x80}, 128, 0},
      {"two octets, a small number", {0x80, 0x05}, 5, 0},
      {"the most in two", {0xbf, 0xff}, 16383, 0},
      {"half of two", {0x81}, std::nullopt, 0},
      {"in pieces of 16 Ki", {0xc1, 0, 0}, std::nullopt, 2},
  };
  for (const LengthCase& each : kCases) {
    ByteCursor bytes{each.octets};
    EXPECT_EQ(read_aper_length(bytes), each.length) << each.name;
    EXPECT_EQ(bytes.size(), each.left) << each.name;
  }
}

TEST(AperString, IsReadAsFarAsItIsThere) {
  const Octets whole{3, 1, 2, 3, 9};
  ByteCursor bytes{whole};
  bool cut = false;
  EXPECT_EQ(read_aper_string(bytes, cut).size(), 3u);
  EXPECT_FALSE(cut);
  EXPECT_EQ(bytes.size(), 1u);

  ByteCursor short_bytes{std::span{whole}.first(3)};
  EXPECT_EQ(read_aper_string(short_bytes, cut).size(), 2u);
  EXPECT_TRUE(cut);
  EXPECT_TRUE(short_bytes.empty());

  const Octets pieces{0xc1, 1, 2};
  ByteCursor in_pieces{pieces};
  cut = false;
  EXPECT_TRUE(read_aper_string(in_pieces, cut).empty());
  EXPECT_TRUE(cut);
  EXPECT_TRUE(in_pieces.empty());
}

const Octets kPdu{0x20, 23, 0x40, 12, 0x00, 0, 2, 0, 8, 0x40, 1, 0xaa, 0, 9, 0, 0};

TEST(AperPdu, HasOutcomeProcedureAndElements) {
  const auto pdu = read_aper_pdu(kPdu, false);
  ASSERT_TRUE(pdu);
  EXPECT_EQ(pdu->outcome, AperPdu::Outcome::successful);
  EXPECT_EQ(pdu->procedure, 23);
  EXPECT_EQ(pdu->count, 2);
  EXPECT_FALSE(pdu->cut);
  AperElements elements{pdu->elements, pdu->count};
  AperElement element;
  ASSERT_TRUE(elements.next(element));
  EXPECT_EQ(element.id, 8);
  EXPECT_EQ(element.value.u8(), 0xaa);
  ASSERT_TRUE(elements.next(element));
  EXPECT_EQ(element.id, 9);
  EXPECT_TRUE(element.value.empty());
  EXPECT_FALSE(elements.next(element));
  EXPECT_FALSE(elements.broken());
}

TEST(AperPdu, IsRefusedWhereItCannotBegin) {
  struct Refused {
    std::string_view name;
    std::size_t at;
    std::uint8_t octet;
  };
  constexpr Refused kCases[] = {
      {"an extension of the choice", 0, 0xa0},
      {"something in the choice's padding", 0, 0x21},
      {"something in the criticality's padding", 2, 0x41},
      {"a fourth criticality", 2, 0xc0},
      {"a length beyond the message", 3, 13},
      {"a length in no pieces", 3, 0xc0},
      {"a length in too many pieces", 3, 0xc5},
      {"no room for a count", 3, 2},
  };
  for (const Refused& each : kCases) {
    Octets octets = kPdu;
    octets[each.at] = each.octet;
    EXPECT_FALSE(read_aper_pdu(octets, false)) << each.name;
  }
  EXPECT_FALSE(read_aper_pdu({}, false));
  EXPECT_FALSE(read_aper_pdu({}, true));
}

TEST(AperPdu, IsReadAsFarAsTheCaptureGoes) {
  for (std::size_t octets = 0; octets < kPdu.size(); ++octets) {
    const auto part = std::span{kPdu}.first(octets);
    EXPECT_FALSE(read_aper_pdu(part, false)) << octets;
    const auto pdu = read_aper_pdu(part, true);
    ASSERT_EQ(pdu.has_value(), octets >= 3) << octets;
    if (!pdu) continue;
    EXPECT_TRUE(pdu->cut) << octets;
    AperElements elements{pdu->elements, pdu->count};
    std::size_t whole = 0;
    for (AperElement element; elements.next(element);) ++whole;
    EXPECT_EQ(whole, octets >= 12 ? 1u : 0u) << octets;
    EXPECT_EQ(elements.broken(), pdu->count != 0) << octets;
  }
}

TEST(AperPdu, IgnoresWhatFollows) {
  Octets octets = kPdu;
  octets.insert(octets.end(), 5, 0xff);
  const auto pdu = read_aper_pdu(octets, false);
  ASSERT_TRUE(pdu);
  EXPECT_EQ(pdu->elements.size(), 9u);
}

// A message of more than 16 KiB: the elements of its first piece.
TEST(AperPdu, OfSeveralPiecesGivesTheFirst) {
  constexpr std::size_t kPiece = 16 * 1024;
  Octets octets{0x00, 1, 0x00, 0xc1, 0x00, 0, 2, 0, 8, 0x40, 1, 0xaa, 0, 104, 0, 0xc1};
  octets.resize(4 + kPiece, 0x55);
  octets.insert(octets.end(), {0x05, 1, 2, 3, 4, 5});
  const auto pdu = read_aper_pdu(octets, false);
  ASSERT_TRUE(pdu);
  EXPECT_TRUE(pdu->cut);
  AperElements elements{pdu->elements, pdu->count};
  AperElement element;
  ASSERT_TRUE(elements.next(element));
  EXPECT_EQ(element.id, 8);
  EXPECT_FALSE(elements.next(element));
  EXPECT_TRUE(elements.broken());
}

TEST(AperElements, EndAtTheFirstThatIsNotWhole) {
  const Octets kCases[] = {
      {0, 8, 0x40},                    // no length
      {0, 8, 0x40, 2, 1},              // less than its length
      {0, 8, 0x40, 0x80},              // half a length
      {0, 8, 0x40, 0xc1, 0, 0},        // in pieces
      {0, 8, 0x40, 0xff, 0, 0, 0, 0},  // no length at all
  };
  for (const Octets& octets : kCases) {
    AperElements elements{ByteCursor{octets}, 3};
    AperElement element;
    EXPECT_FALSE(elements.next(element));
    EXPECT_TRUE(elements.broken());
    EXPECT_FALSE(elements.next(element));
  }
}

TEST(AperElements, HaveLengthsOfTwoOctets) {
  for (const std::size_t length : {128u, 256u, 0x1234u, 0x2100u, 0x3fffu}) {
    Octets octets{0, 8, 0x40, static_cast<std::uint8_t>(0x80 | length >> 8),
                  static_cast<std::uint8_t>(length)};
    octets.resize(5 + length, 7);
    AperElements elements{ByteCursor{octets}, 1};
    AperElement element;
    ASSERT_TRUE(elements.next(element)) << length;
    EXPECT_EQ(element.value.size(), length);
  }
}

struct NumberCase {
  Octets octets;
  int shift;
  int bits;
  std::uint64_t number;
  bool there;
};

TEST(AperNumber, HasItsLengthInItsFirstOctet) {
  const NumberCase kCases[] = {
      {{0x00, 0x05}, 6, 2, 5, true},
      {{0x40, 0x12, 0x34}, 6, 2, 0x1234, true},
      {{0xc0, 0x12, 0x34, 0x56, 0x78}, 6, 2, 0x12345678, true},
      {{0x0c, 1, 2, 3, 4, 9}, 2, 2, 0x01020304, true},
      {{0x50, 0xb2, 0xc3}, 4, 2, 0xb2c3, true},
      {{0x80, 1, 2, 3, 4, 5}, 5, 3, 0x0102030405, true},
      {{0xc0, 0x12, 0x34, 0x56}, 6, 2, 0, false},
      {{0x00}, 6, 2, 0, false},
      {{}, 6, 2, 0, false},
  };
  for (const NumberCase& each : kCases) {
    ByteCursor bytes{each.octets};
    EXPECT_EQ(read_aper_number(bytes, each.shift, each.bits), each.number);
    EXPECT_EQ(bytes.ok(), each.there);
  }
}

TEST(AperExtensions, AreLeftBehind) {
  const Octets octets{0, 1, 0, 9, 0x40, 2, 1, 2, 0, 10, 0x40, 0, 0x77};
  ByteCursor bytes{octets};
  skip_aper_extensions(bytes);
  EXPECT_TRUE(bytes.ok());
  EXPECT_EQ(bytes.u8(), 0x77);
  for (std::size_t part = 0; part < octets.size() - 1; ++part) {
    ByteCursor cut{std::span{octets}.first(part)};
    skip_aper_extensions(cut);
    EXPECT_FALSE(cut.ok()) << part;
  }
}

}  // namespace
}  // namespace celltally
