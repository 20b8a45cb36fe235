#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/anonymise/correlation_oracle.hpp"
#include "tests/anonymise/probe.hpp"

// Long random sequences of messages, compared with an implementation that is obvious.

namespace celltally {
namespace {

using namespace test;

class RandomMessages {
 public:
  explicit RandomMessages(unsigned seed) : random_(seed) {}

  MessageSpec next() {
    // Some old message again, as it was but for its time, now and then.
    if (!past_.empty() && below(8) == 0) {
      MessageSpec again = past_[past_.size() - 1 - below(std::min<unsigned>(past_size(), 40))];
      again.second = advance();
      return again;
    }
    MessageSpec m{.second = advance(), .source = node(), .receiver = {node(), 0}};
    m.sequence = 1 + below(1000);
    m.type = static_cast<std::uint8_t>(32 + below(3));
    if (below(3) == 0) m.imsi = "20893000000000" + std::to_string(below(4));
    if (below(4) != 0) m.receiver.teid = 1 + below(5);
    for (unsigned i = below(2) * below(4); i > 0; --i) {
      m.announced.push_back({below(2) == 0 ? m.source : node(), 1 + below(5)});
    }
    m.sender_first = static_cast<std::uint8_t>(below(2) * below(2));
    m.sender_ends = static_cast<std::uint8_t>(below(3));
    if (m.sender_first >= m.announced.size()) m.sender_ends = 0;
    if (m.sender_ends > 0 && below(4) == 0) {
      m.at_source = static_cast<std::uint8_t>(m.announced.size());
      m.announced.push_back({m.source, m.announced[m.sender_first].teid});
      m.sender_ends = 1;
    }
    m.begins_session = below(3) == 0;
    m.grants_session = m.begins_session && m.imsi.empty() && below(2) == 0;
    m.ends_session = below(12) == 0;
    if (below(6) == 0) m.restart_counter = static_cast<std::uint8_t>(restarts_ + below(3));
    if (below(8) == 0) {
      m.protocol = Protocol::gtpv1;
      if (m.restart_counter) *m.restart_counter += 77;
    }
    if (below(150) == 0) restarts_ += below(200);
    if (below(20) == 0) m.machine = static_cast<MachineHint>(1 + below(3));
    m.unauthenticated = below(20) == 0;
    past_.push_back(m);
    return m;
  }

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  unsigned past_size() const { return static_cast<unsigned>(past_.size()); }
  int node() {
    constexpr std::array kNodes{0, 1, 2, 1001};
    return kNodes[below(kNodes.size())];
  }
  // Mostly a little on, sometimes a little back, seldom far on.
  std::int64_t advance() {
    const unsigned which = below(1000);
    std::int64_t step = below(2);
    if (which == 0) step = 3600 * std::int64_t{below(6)};
    if (which >= 700) step = below(20);
    if (which >= 800) step = -std::int64_t{below(4)};
    return second_ += step;
  }

  std::mt19937 random_;
  std::vector<MessageSpec> past_;
  std::int64_t second_ = 1'767'225'600;
  unsigned restarts_ = 250;
};

// Tags must stand for IMSIs one to one; learnt as they appear.
struct People {
  std::map<std::string, Tag> tags;
  std::map<Tag, std::string> imsis;

  bool same(const std::string& imsi, Tag tag) {
    if (imsi.empty()) return !tag.known();
    return tags.emplace(imsi, tag).first->second == tag &&
           imsis.emplace(tag, imsi).first->second == imsi;
  }
};

void expect_same(const Anonymiser::Counters& ours, const Anonymiser::Counters& theirs) {
  EXPECT_EQ(ours.by_identity, theirs.by_identity);
  EXPECT_EQ(ours.session_hit, theirs.session_hit);
  EXPECT_EQ(ours.session_miss, theirs.session_miss);
  EXPECT_EQ(ours.session_expired, theirs.session_expired);
  EXPECT_EQ(ours.no_reference, theirs.no_reference);
  EXPECT_EQ(ours.bound, theirs.bound);
  EXPECT_EQ(ours.rebound, theirs.rebound);
  EXPECT_EQ(ours.evicted, 0u);
  EXPECT_EQ(ours.node_restarts, theirs.node_restarts);
  EXPECT_EQ(ours.joined_late, theirs.joined_late);
  EXPECT_EQ(ours.retransmissions, theirs.retransmissions);
  EXPECT_EQ(ours.transactions_evicted, 0u);
  EXPECT_EQ(ours.nodes_evicted, 0u);
  EXPECT_EQ(ours.nodes_unknown, 0u);
  EXPECT_EQ(ours.endpoints_left_out, 0u);
  EXPECT_EQ(ours.early_evicted, 0u);
}

void expect_every_rule_was_used(const Anonymiser::Counters& counters) {
  for (const std::uint64_t count :
       {counters.by_identity, counters.session_hit, counters.session_miss, counters.session_expired,
        counters.no_reference, counters.bound, counters.rebound, counters.node_restarts,
        counters.joined_late, counters.retransmissions}) {
    EXPECT_GT(count, 5u);
  }
}

TEST(Correlation, AgreesWithTheObviousImplementation) {
  constexpr std::size_t kMessages = 20'000;
  for (unsigned seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    const Anonymiser::Limits limits{
        .sessions_max = 4096, .transactions_max = 1u << 20, .session_age_s_max = 300};
    Probe probe(limits);
    CorrelationOracle oracle(limits);
    RandomMessages messages(seed);
    People people;
    std::mt19937 sizes(seed);
    for (std::size_t done = 0; done < kMessages;) {
      std::vector<MessageSpec> burst(1 + sizes() % MessageBurst::kMessagesMax);
      for (MessageSpec& spec : burst) spec = messages.next();
      const auto events = probe.see(burst);
      for (std::size_t i = 0; i < burst.size(); ++i) {
        const auto answer = oracle.see(burst[i]);
        ASSERT_TRUE(people.same(answer.imsi, events[i].person)) << "message " << done + i;
        ASSERT_EQ(events[i].known_by, answer.known_by) << "message " << done + i;
        ASSERT_EQ(events[i].machine, answer.machine) << "message " << done + i;
        ASSERT_EQ(events[i].unauthenticated, answer.unauthenticated) << "message " << done + i;
        ASSERT_EQ(events[i].retransmission, answer.copy) << "message " << done + i;
        ASSERT_EQ(events[i].home.known(), !answer.imsi.empty()) << "message " << done + i;
      }
      done += burst.size();
      const auto& counters = probe.counters();
      ASSERT_EQ(done, counters.by_identity + counters.session_hit + counters.session_miss +
                          counters.session_expired + counters.no_reference);
    }
    expect_same(probe.counters(), oracle.counters());
    expect_every_rule_was_used(probe.counters());
  }
}

}  // namespace
}  // namespace celltally
