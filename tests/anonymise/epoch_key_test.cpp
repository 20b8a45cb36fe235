#include "anonymise/epoch_key.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/random.h>

#include <memory>
#include <thread>
#include <utility>

#include "anonymise/secret_allocation.hpp"
#include "anonymise/tagger.hpp"
#include "tests/anonymise/aes_key_schedule.hpp"
#include "tests/anonymise/message_spec.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/process_memory.hpp"

namespace celltally {
namespace {

using test::clear_stack;
using test::Needle;
using test::ProcessMemory;

using KeyBytes = std::array<std::uint8_t, 32>;

// A key that this test knows but does not hold: its round keys, the first two being the key itself.
struct KnownKey {
  std::vector<Needle> round_keys;

  KnownKey() {
    KeyBytes key{};
    std::array<std::uint8_t, 240> schedule{};
    EXPECT_EQ(::getrandom(key.data(), key.size(), 0), 32);
    test::aes_256_round_keys(key, schedule);
    for (std::size_t at = 0; at < schedule.size(); at += Needle::kOctets) {
      round_keys.emplace_back(std::span{schedule}.subspan(at).first<Needle::kOctets>());
    }
    ::explicit_bzero(schedule.data(), schedule.size());
    ::explicit_bzero(key.data(), key.size());
  }
  // Calls with the key's 32 octets, which are gone afterwards.
  template <typename Use>
  auto with_bytes(Use use) const {
    KeyBytes key{};
    round_keys[0].reveal(key.data());
    round_keys[1].reveal(key.data() + Needle::kOctets);
    auto result = use(std::span<const std::uint8_t, 32>(key));
    ::explicit_bzero(key.data(), key.size());
    return result;
  }
};

EpochKey key_from(const KnownKey& known) {
  return known.with_bytes([](auto bytes) { return EpochKey::from_bytes_for_test(bytes).value(); });
}

void tag_something(Tagger& tagger) {
  test::MessageMaker maker;
  tagger.clear();
  for (int i = 0; i < 100; ++i) tagger.add(maker.imsi_of("208930000000001"));
  const auto slot = tagger.add(maker.imsi_of("208930000000002"));
  tagger.run();
  EXPECT_TRUE(tagger.tag(slot).known());
}

// With locked memory the key's own page is found, and it alone.
void expect_in_own_page_only(const std::vector<std::uint64_t>& hits,
                             EpochKey::Protection protection) {
  if (protection == EpochKey::Protection::secret_memory) {
    EXPECT_EQ(hits, std::vector<std::uint64_t>{});
    return;
  }
  for (const std::uint64_t hit : hits) EXPECT_EQ(hit / 4096, hits.front() / 4096);
}

TEST(AesKeySchedule, AgreesWithFips197) {
  const KeyBytes key{0x60, 0x3d, 0xeb, 0x10, 0x15, 0xca, 0x71, 0xbe, 0x2b, 0x73, 0xae,
                     0xf0, 0x85, 0x7d, 0x77, 0x81, 0x1f, 0x35, 0x2c, 0x07, 0x3b, 0x61,
                     0x08, 0xd7, 0x2d, 0x98, 0x10, 0xa3, 0x09, 0x14, 0xdf, 0xf4};
  std::array<std::uint8_t, 240> schedule{};
  test::aes_256_round_keys(key, schedule);
  const std::vector<std::uint8_t> last(schedule.end() - 4, schedule.end());
  EXPECT_EQ(last, (std::vector<std::uint8_t>{0x70, 0x6c, 0x63, 0x1e}));  // A.3, w[59]
}

TEST(ProcessMemory, FindsWhatIsInMemory) {
  const KnownKey known;
  const ProcessMemory memory;
  EXPECT_EQ(memory.find(known.round_keys), std::vector<std::uint64_t>{});
  const auto planted = std::make_unique<std::array<std::uint8_t, 100>>();
  known.round_keys[9].reveal(planted->data() + 3);
  EXPECT_EQ(memory.find(known.round_keys).size(), 1u);
}

// What would happen without SecretAllocation: otherwise the tests below prove nothing.
TEST(ProcessMemory, FindsTheKeyScheduleOfAnOrdinaryCipher) {
  const KnownKey known;
  EVP_CIPHER_CTX* const cipher = known.with_bytes([](auto bytes) {
    EVP_CIPHER_CTX* const made = EVP_CIPHER_CTX_new();
    EXPECT_EQ(EVP_EncryptInit_ex2(made, EVP_aes_256_ecb(), bytes.data(), nullptr, nullptr), 1);
    return made;
  });
  const ProcessMemory memory;
  EXPECT_GE(memory.find(known.round_keys).size(), known.round_keys.size());
  EVP_CIPHER_CTX_free(cipher);
}

TEST(EpochKey, IsInNoMemoryThatCanBeReadNorIsItsSchedule) {
  const KnownKey known;
  const ProcessMemory memory;
  EpochKey key = key_from(known);
  const auto protection = key.protection();
  Tagger tagger(std::move(key));
  tag_something(tagger);
  clear_stack();
  expect_in_own_page_only(memory.find(known.round_keys), protection);
}

TEST(EpochKey, IsGoneWhenItIsReplaced) {
  const ProcessMemory memory;
  const std::size_t before = ProcessMemory::secret_regions().size();
  const KnownKey known;
  {
    Tagger tagger(key_from(known));
    tag_something(tagger);
    tagger.replace_key(test::key_of(1));
    tag_something(tagger);
    clear_stack();
    EXPECT_EQ(memory.find(known.round_keys), std::vector<std::uint64_t>{});
  }
  EXPECT_EQ(ProcessMemory::secret_regions().size(), before);
}

TEST(EpochKey, CannotBeReadByADebugger) {
  const EpochKey key = EpochKey::generate().value();
  if (key.protection() != EpochKey::Protection::secret_memory) {
    GTEST_SKIP() << "no memfd_secret(2) here";
  }
  const auto pages = ProcessMemory::secret_regions();
  ASSERT_FALSE(pages.empty());
  const ProcessMemory memory;
  for (const auto& page : pages) EXPECT_EQ(memory.read_error(page.from), EIO) << page.name;
}

TEST(EpochKey, IsAnotherEachTime) {
  test::MessageMaker maker;
  const SubscriberId imsi = maker.imsi_of("208930000000001");
  std::vector<Tag> tags;
  for (int i = 0; i < 3; ++i) {
    Tagger tagger(EpochKey::generate().value());
    const auto slot = tagger.add(imsi);
    tagger.run();
    tags.push_back(tagger.tag(slot));
  }
  EXPECT_NE(tags[0], tags[1]);
  EXPECT_NE(tags[1], tags[2]);
  EXPECT_NE(tags[0], tags[2]);
}

TEST(EpochKey, WorksOnAnotherThreadThanItsMakers) {
  test::MessageMaker maker;
  const SubscriberId imsi = maker.imsi_of("208930000000001");
  Tag elsewhere;
  std::thread([&elsewhere, imsi, key = test::key_of(3)]() mutable {
    Tagger tagger(std::move(key));
    const auto slot = tagger.add(imsi);
    tagger.run();
    elsewhere = tagger.tag(slot);
  }).join();
  Tagger tagger(test::key_of(3));
  const auto slot = tagger.add(imsi);
  tagger.run();
  EXPECT_EQ(elsewhere, tagger.tag(slot));
}

TEST(EpochKey, SaysHowItIsProtected) {
  EXPECT_EQ(to_text(EpochKey::Protection::secret_memory), "secret memory");
  EXPECT_EQ(to_text(EpochKey::Protection::locked_memory), "locked memory");
}

TEST(SecretAllocation, IsInPlaceBeforeMain) {
  EXPECT_TRUE(SecretAllocation::installed());
}

TEST(SecretAllocation, GivesNothingWhenTheRoomIsUsedUp) {
  alignas(64) std::array<std::uint8_t, 256> room{};
  SecretAllocation allocation(room);
  EXPECT_EQ(allocation.take(100), room.data());
  EXPECT_EQ(allocation.take(129), nullptr);
  EXPECT_EQ(allocation.take(SIZE_MAX), nullptr);
  EXPECT_EQ(allocation.take(128), room.data() + 128);
  EXPECT_EQ(allocation.used(), 256u);
  EXPECT_EQ(allocation.take(1), nullptr);
  EXPECT_TRUE(allocation.owns(room.data() + 255));
  EXPECT_FALSE(allocation.owns(room.data() + 256));
}

}  // namespace
}  // namespace celltally
