#include "anonymise/transaction_hash.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

#include "tests/anonymise/message_spec.hpp"

namespace celltally {
namespace {

constexpr TransactionHash::Secrets kSecrets{0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9,
                                            0x94d049bb133111eb, 0x2545f4914f6cdd1d};

SessionTag hash_of(const SignallingMessage& message, SessionTag receiver = {7}, Tag person = {},
                   const TransactionHash::Secrets& secrets = kSecrets) {
  return TransactionHash(secrets)(message.session, message.protocol, message.type, receiver,
                                  person);
}

TEST(TransactionHash, IsTheSameForACopyInAnotherBuffer) {
  test::MessageMaker one;
  test::MessageMaker other;
  for (const int node : {0, 1, 1001}) {
    const test::MessageSpec spec{.source = node, .receiver = {node, 3}, .sequence = 4};
    EXPECT_EQ(hash_of(one.make(spec)), hash_of(other.make(spec))) << node;
  }
}

TEST(TransactionHash, TellsTransactionsApartByEachPart) {
  test::MessageMaker maker;
  for (const int nodes : {0, 1000}) {  // IPv4 and IPv6
    const test::MessageSpec spec{.source = nodes + 1, .receiver = {nodes + 2, 3}, .sequence = 4};
    const SignallingMessage message = maker.make(spec);
    std::vector<SignallingMessage> messages(11, message);
    messages[1].session.source = maker.address_of(nodes + 9);
    messages[2].session.destination = maker.address_of(nodes + 9);
    messages[3].session.source_port = 9;
    messages[4].session.destination_port = 9;
    messages[5].session.sequence = 9;
    messages[6].session.source_port = messages[6].session.destination_port = 9;
    messages[7].type = 9;
    messages[8].protocol = Protocol::gtpv1;
    std::swap(messages[9].session.source, messages[9].session.destination);
    messages[10].session.sequence |= 0x8000'0000;  // of a Diameter message all 32 bits count
    std::set<SessionTag> tags;
    for (const auto& each : messages) tags.insert(hash_of(each));
    tags.insert(hash_of(message, {8}));
    tags.insert(hash_of(message, {}));
    tags.insert(hash_of(message, {7}, {7}));
    tags.insert(hash_of(message, {7}, {8}));
    EXPECT_EQ(tags.size(), messages.size() + 4);
  }
}

TEST(TransactionHash, DependsOnEachSecret) {
  test::MessageMaker maker;
  const SignallingMessage message = maker.make({.source = 1, .receiver = {2, 3}, .sequence = 4});
  std::set<SessionTag> tags{hash_of(message)};
  for (std::size_t i = 0; i < kSecrets.size(); ++i) {
    TransactionHash::Secrets secrets = kSecrets;
    secrets[i] ^= 1;
    tags.insert(hash_of(message, {7}, {}, secrets));
  }
  EXPECT_EQ(tags.size(), 1 + kSecrets.size());
}

// Buckets are chosen by the upper half, and what is compared stands in both.
TEST(TransactionHash, SpreadsConsecutiveSequencesOverAllBits) {
  test::MessageMaker maker;
  SignallingMessage message = maker.make({.source = 1, .receiver = {2, 3}});
  std::set<std::uint64_t> upper;
  std::set<std::uint64_t> lower;
  constexpr std::uint32_t kMany = 20'000;
  for (message.session.sequence = 0; message.session.sequence < kMany; ++message.session.sequence) {
    const std::uint64_t value = hash_of(message).value;
    upper.insert(value >> 32);
    lower.insert(value & 0xffff'ffff);
  }
  EXPECT_GE(upper.size(), kMany - 3);  // of random numbers one in 20 such sets has a pair
  EXPECT_GE(lower.size(), kMany - 3);
}

}  // namespace
}  // namespace celltally
