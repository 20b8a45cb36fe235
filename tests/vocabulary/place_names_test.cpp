#include "vocabulary/place_names.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

TEST(PlaceNames, GivePlacesTheirTextsAndBack) {
  const PlaceNames names({"old town", "harbour", "old town"}, {"church", "Café"});
  for (const char* text : {"zone:old town", "zone:harbour", "zone:none", "site:church", "site:Café",
                           "ecgi:001-01-1234501", "wifi:02-00-5e-10-20-30"}) {
    const auto place = names.from_text(text);
    ASSERT_TRUE(place) << text;
    EXPECT_EQ(names.text_of(*place), text);
  }
  EXPECT_EQ(names.from_text("zone:none"), kNoZone);
  EXPECT_EQ(names.zone("harbour"), names.from_text("zone:harbour"));
  EXPECT_EQ(names.zones(), (std::vector<std::string>{"harbour", "old town"}));
}

TEST(PlaceNames, KnowNoOtherTexts) {
  const PlaceNames names({"harbour"}, {"church"});
  for (const char* text :
       {"zone:church", "site:harbour", "zone:", "zone", "harbour", "site:none", "zone:Harbour"}) {
    EXPECT_FALSE(names.from_text(text)) << text;
  }
}

TEST(PlaceNames, AreLettersDigitsAndAFewSigns) {
  for (const char* name :
       {"a", "Old Town 3", "St. John's", "north-east_2", "Ørsted", "東京", "Ñ", "12"}) {
    EXPECT_TRUE(PlaceNames::is_name(name)) << name;
  }
  for (const char* name :
       {"", "none", " a", "a ", "a,b", "a:b", "a\"b", "a\\b", "a\nb", "a\tb", "\x7f", "\xc2\x85",
        "\xff", "\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", "\xe0\x80\xaf", "<b>"}) {
    EXPECT_FALSE(PlaceNames::is_name(name)) << name;
  }
  EXPECT_TRUE(PlaceNames::is_name(std::string(PlaceNames::kNameOctetsMax, 'x')));
  EXPECT_FALSE(PlaceNames::is_name(std::string(PlaceNames::kNameOctetsMax + 1, 'x')));
}

}  // namespace
}  // namespace celltally
