#include "audit/box/identifier_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "audit/box/canary_person.hpp"
#include "audit/box/identifier_form.hpp"
#include "simulate/split_mix.hpp"

namespace celltally {
namespace {

std::string chance(std::size_t octets, std::uint64_t seed) {
  SplitMix random{seed};
  std::string text;
  while (text.size() < octets) text += static_cast<char>(random.below(256));
  return text;
}

std::vector<IdentifierSearch::Found> find(const IdentifierSearch& search, const std::string& text) {
  return search.find({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, 1000);
}

// Some forms of some identifiers are the beginnings of others: any of them will do.
bool found(const IdentifierSearch& search, const std::string& text, std::size_t at) {
  return std::ranges::any_of(find(search, text), [&](const auto& each) { return each.at == at; });
}

TEST(IdentifierSearch, FindsEveryFormOfEveryIdentifierWhereverItStands) {
  const auto identifiers = identifiers_of(canary_people(20, 7));
  const IdentifierSearch search{identifiers};
  for (const std::string& digits : identifiers) {
    for (const IdentifierForm& form : identifier_forms(digits)) {
      for (const unsigned before : {0U, 1U, 2U, 77U}) {
        const std::string planted = chance(before, before) + form.octets;
        EXPECT_TRUE(found(search, planted, before)) << form.name << " after " << before;
      }
    }
  }
}

TEST(IdentifierSearch, FindsNothingWhereNothingIs) {
  const IdentifierSearch search{identifiers_of(canary_people(400, 7))};
  EXPECT_TRUE(find(search, chance(4'000'000, 1)).empty());
  EXPECT_TRUE(find(search, std::string(1'000'000, '\0')).empty());
  EXPECT_TRUE(find(search, std::string(1'000'000, '0')).empty());
}

TEST(IdentifierSearch, KnowsTheFormsByWorkedExamples) {
  const IdentifierSearch search{{"001010123456789"}};
  const auto form_of = [&](const std::string& text) {
    const auto all = find(search, text);
    return all.empty() ? std::string{"none"} : std::string{all.front().form};
  };
  using namespace std::string_literals;
  EXPECT_EQ(form_of("imsi=001010123456789;"), "ASCII");
  EXPECT_EQ(form_of("\x00\x10\x10\x12\x34\x56\x78\x9f"s), "BCD");
  EXPECT_EQ(form_of("\x00\x01\x01\x21\x43\x65\x87\xf9"s), "swapped BCD");
  EXPECT_EQ(form_of("00101012345678ff"), "BCD in hexadecimal");
  EXPECT_EQ(form_of("00010121436587F9"), "swapped BCD in hexadecimal");
  // 1010123456789 is 0xeb300cc115.
  EXPECT_EQ(form_of("\x15\xc1\x0c\x30\xeb\x00\x00\x00"s), "64 bits, little-endian");
  EXPECT_EQ(form_of("\x00\x00\x00\xeb\x30\x0c\xc1\x15"s), "64 bits, big-endian");
  // base64 of "001010123456789", "x001010123456789" and "xy001010123456789".
  EXPECT_EQ(form_of("MDAxMDEwMTIzNDU2Nzg5"), "ASCII in base64");
  EXPECT_EQ(form_of("eDAwMTAxMDEyMzQ1Njc4OQ=="), "ASCII in base64");
  EXPECT_EQ(form_of("eHkwMDEwMTAxMjM0NTY3ODk="), "ASCII in base64");
  EXPECT_EQ(form_of("AAEBIUNlh/k="), "swapped BCD in base64");
  EXPECT_EQ(form_of("AAEBIUNlh_k="), "swapped BCD in base64");
}

TEST(IdentifierSearch, StopsWhenItHasFoundEnough) {
  const IdentifierSearch search{{"001010123456789"}};
  std::string text;
  for (int i = 0; i < 50; ++i) text += "001010123456789 ";
  EXPECT_EQ(
      search.find({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, 7).size(), 7U);
}

}  // namespace
}  // namespace celltally
