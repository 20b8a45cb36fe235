#include "anonymise/subscriber_lists.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "anonymise/listed_people.hpp"
#include "tests/anonymise/made_lists.hpp"

namespace celltally {
namespace {

using test::operator_key;

constexpr ListedAs kYoung = ListedAs::in(PopulationSegment::of(1, true));
constexpr ListedAs kOld = ListedAs::in(PopulationSegment::of(6, false));
constexpr ListedAs kOut = ListedAs::opted_out();

TEST(ListedAs, IsASegmentOrOptedOut) {
  EXPECT_FALSE(ListedAs{}.is_opted_out());
  EXPECT_FALSE(ListedAs{}.segment().known());
  EXPECT_TRUE(kOut.is_opted_out());
  EXPECT_FALSE(kOut.segment().known());
  for (std::uint8_t code = 0; code < PopulationSegment::kCodes; ++code) {
    const ListedAs as = ListedAs::in({code});
    EXPECT_FALSE(as.is_opted_out());
    EXPECT_EQ(as.segment(), PopulationSegment{code});
    EXPECT_EQ(ListedPerson::of(~std::uint64_t{0}, as).as(), as);
    EXPECT_EQ(ListedPerson::of(~std::uint64_t{0}, as).hash(), ~std::uint64_t{15});
  }
}

TEST(SubscriberLists, OneWordOutdoesAnother) {
  struct Case {
    const char* name;
    std::vector<ListedAs> rows;
    ListedAs as;
    std::size_t in_two;
  };
  const Case cases[] = {
      {"nothing", {}, {}, 0},
      {"a segment", {kYoung}, kYoung, 0},
      {"the same twice", {kYoung, kYoung}, kYoung, 0},
      {"two segments", {kYoung, kOld}, {}, 1},
      {"a segment and unknown", {kYoung, {}}, {}, 1},
      {"opted out", {kOut}, kOut, 0},
      {"opted out before a segment", {kOut, kYoung}, kOut, 0},
      {"opted out after a segment", {kYoung, kOut}, kOut, 0},
      {"opted out, two segments", {kYoung, kOut, kOld}, kOut, 1},
  };
  for (const Case& one : cases) {
    std::vector<ListedPerson> rows{ListedPerson::of(10, kYoung), ListedPerson::of(90, kOut)};
    for (const ListedAs as : one.rows) rows.push_back(ListedPerson::of(50, as));
    const SubscriberLists lists{operator_key(1), rows, true};
    EXPECT_EQ(lists.find(50), one.as) << one.name;
    EXPECT_EQ(lists.find(10), kYoung) << one.name;
    EXPECT_EQ(lists.find(90), kOut) << one.name;
    EXPECT_EQ(lists.in_two_segments(), one.in_two) << one.name;
    EXPECT_EQ(lists.people(), one.rows.empty() ? 2u : 3u) << one.name;
    EXPECT_EQ(lists.opted_out(), one.as == kOut ? 2u : 1u) << one.name;
  }
}

TEST(SubscriberLists, FindWhatAMapFinds) {
  std::mt19937_64 random{1};
  std::map<std::uint64_t, ListedAs> map;
  std::vector<ListedPerson> rows;
  for (int i = 0; i < 5000; ++i) {
    const std::uint64_t hash = random() & ~std::uint64_t{15};
    const ListedAs as = i % 7 == 0 ? kOut : ListedAs::in({static_cast<std::uint8_t>(1 + i % 14)});
    map[hash] = as;
    rows.push_back(ListedPerson::of(hash | (random() & 15), as));
  }
  const SubscriberLists lists{operator_key(1), rows, true};
  for (const auto& [hash, as] : map) {
    EXPECT_EQ(lists.find(hash), as);
    EXPECT_EQ(lists.find(hash | 15), as) << "the last four bits do not matter";
    EXPECT_EQ(lists.find(hash + 16), map.contains(hash + 16) ? map[hash + 16] : ListedAs{});
  }
  EXPECT_EQ(lists.find(0), ListedAs{});
  EXPECT_EQ(lists.find(~std::uint64_t{0}), ListedAs{});
}

TEST(ListedPeople, RememberEverybodyAsLongAsThereIsRoom) {
  ListedPeople people{1000};
  std::mt19937_64 random{2};
  std::map<std::uint64_t, ListedAs> map;
  std::size_t refused = 0;
  for (int i = 0; i < 1000; ++i) {
    const Tag tag{random()};
    const ListedAs as = ListedAs::of_code(static_cast<std::uint8_t>(i % 16));
    ASSERT_FALSE(people.find(tag));
    if (people.add(tag, as)) {
      map[tag.value] = as;
    } else {
      ++refused;
    }
  }
  EXPECT_LT(refused, 50u) << "few buckets are full at the limit";
  for (const auto& [tag, as] : map) EXPECT_EQ(people.find({tag}), as);
  people.forget();
  for (const auto& [tag, as] : map) EXPECT_FALSE(people.find({tag}));
}

TEST(ListedPeople, RefuseWhomABucketHasNoRoomFor) {
  ListedPeople people{1};  // one bucket of eight
  for (std::uint64_t i = 1; i <= 8; ++i) EXPECT_TRUE(people.add({i << 32}, kOld));
  EXPECT_FALSE(people.add({std::uint64_t{9} << 32}, kOld));
  EXPECT_FALSE(people.find({std::uint64_t{9} << 32}));
  EXPECT_EQ(people.find({std::uint64_t{8} << 32}), kOld);
}

TEST(SubscriberLists, FollowThoseOfTheSameKeyWhereSomebodyCouldOptOutBefore) {
  const auto before = test::lists_of({});
  EXPECT_TRUE(test::lists_of({{"208930000000001", kOut}})->can_follow(*before));
  EXPECT_FALSE(test::lists_of({}, false)->can_follow(*before));
  EXPECT_FALSE(before->can_follow(*test::lists_of({}, false)));
  const SubscriberLists of_another_key{test::operator_key(8), {}, true};
  EXPECT_FALSE(of_another_key.can_follow(*before));
}

}  // namespace
}  // namespace celltally
