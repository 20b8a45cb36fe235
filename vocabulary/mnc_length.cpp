#include "vocabulary/mnc_length.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace celltally {

namespace {

enum class Country : std::uint8_t { two_digits, three_digits, both };

// Where lists that are shown around also have shorter or longer codes, the assignments themselves
// (ITU-T E.212, its annex and the Operational Bulletins) decide:
//   310 330 334 356 358 360 376  three digits; codes of two there are such of three without their
//                                zero (334-02 is 334-020), or, as 310-59, the beginning of others
//   313 314 315                  three digits, as all of the United States
//   364 404                      two digits; those of three there are such of two, misspelt
constexpr std::array<std::uint16_t, 27> kThreeDigitCountries{
    302, 310, 311, 312, 313, 314, 315, 316, 330, 334, 338, 342, 344, 346,
    348, 352, 354, 356, 358, 360, 365, 366, 376, 708, 722, 732, 750};

constexpr std::array<std::uint16_t, 6> kCountriesWithBoth{350, 362, 374, 405, 502, 714};

// Codes of three digits in a country that also has codes of two. One that begins as a code of two
// digits that is in use is none of them: 374-120 would be 374-12, 502-195 would be 502-19.
struct CodeRange {
  std::uint16_t mcc;
  std::uint16_t first;
  std::uint16_t last;
};

constexpr std::array<CodeRange, 11> kThreeDigitCodes{{{350, 0, 0},
                                                      {350, 7, 7},
                                                      {362, 630, 630},
                                                      {362, 951, 951},
                                                      {374, 130, 130},
                                                      {374, 140, 140},
                                                      {405, 25, 47},
                                                      {405, 750, 756},
                                                      {405, 799, 932},
                                                      {502, 150, 157},
                                                      {714, 20, 20}}};

constexpr std::array<Country, 1000> countries() {
  std::array<Country, 1000> table{};
  for (const std::uint16_t mcc : kThreeDigitCountries) table[mcc] = Country::three_digits;
  for (const std::uint16_t mcc : kCountriesWithBoth) table[mcc] = Country::both;
  return table;
}

constexpr std::array<Country, 1000> kCountries = countries();

}  // namespace

int mnc_digits(std::uint32_t mcc, std::uint32_t mnc) noexcept {
  const Country country = mcc < kCountries.size() ? kCountries[mcc] : Country::two_digits;
  if (country != Country::both) return country == Country::three_digits ? 3 : 2;
  const bool known =
      std::any_of(kThreeDigitCodes.begin(), kThreeDigitCodes.end(), [=](const CodeRange& range) {
        return range.mcc == mcc && range.first <= mnc && mnc <= range.last;
      });
  return known ? 3 : 2;
}

}  // namespace celltally
