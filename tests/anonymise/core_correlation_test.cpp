#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "decode/device_address.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s1_messages.hpp"

// How what the core's protocols say of sessions, and other networks of registrations, finds its
// person beside NGAP and S1AP: one story each.

namespace celltally {
namespace {

using namespace test;

MessageSpec of(Protocol protocol, std::int64_t second, std::vector<TemporaryId> names) {
  MessageSpec spec = s1(second, std::move(names));
  spec.protocol = protocol;
  return spec;
}
TemporaryId seid(std::uint64_t number, Role role = Role::names) {
  return name(IdKind::pfcp_session, 201, 0, number, role);
}
TemporaryId ran_ue(std::uint32_t id, Role role = Role::names) {
  return name(IdKind::ran_ue, 11, 40000, id, role);
}
TemporaryId amf_ue(std::uint32_t id, Role role = Role::names) {
  return name(IdKind::amf_ue, 101, 38412, id, role);
}
TemporaryId address(std::string_view network, Role role = Role::given) {
  constexpr std::array<std::uint8_t, 4> kPrivate{10, 45, 0, 1};
  return device_address(kPrivate, std::vector<std::uint8_t>(network.begin(), network.end()))
      .as(role);
}
TemporaryId tmsi(std::uint32_t number, Role role = Role::names) {
  return TemporaryId::in_scope(IdKind::tmsi, 0x1234, number).as(role);
}

// An AMF and a UPF whose SMF names no users.
struct OnN2AndN4 : testing::Test {
  SignallingEvent ngap(std::int64_t second, std::vector<TemporaryId> names) {
    return probe.see(of(Protocol::ngap, kStart + second, std::move(names)));
  }
  SignallingEvent pfcp(std::int64_t second, std::vector<TemporaryId> names) {
    return probe.see(of(Protocol::pfcp, kStart + second, std::move(names)));
  }
  // A connection whose device says who it is.
  Tag registered(std::int64_t second, std::uint32_t id, const std::string& imsi) {
    MessageSpec first = of(Protocol::ngap, kStart + second, {ran_ue(id, Role::given)});
    first.imsi = imsi;
    const Tag person = probe.see(first).person;
    ngap(second, {ran_ue(id), amf_ue(100 + id)});
    return person;
  }
  Probe probe;
};

TEST_F(OnN2AndN4, JoinsASessionWithoutAUserByItsTunnel) {
  const Tag alice = registered(0, 1, kAlice);
  pfcp(1, {seid(5, Role::given), address("internet")});
  pfcp(1, {seid(5), seid(6, Role::given), tunnel(900, Role::given)});
  EXPECT_EQ(ngap(2, {ran_ue(1), amf_ue(101), tunnel(900, Role::given)}).person, alice);
  EXPECT_EQ(pfcp(60, {seid(6)}).person, alice);
  EXPECT_EQ(probe.counters().merged, 1u);
}

TEST_F(OnN2AndN4, JoinsASessionWithoutAUserThatIsTappedAMomentLate) {
  const Tag alice = registered(0, 1, kAlice);
  ngap(2, {ran_ue(1), amf_ue(101), tunnel(900, Role::given)});
  pfcp(3, {seid(5, Role::given), address("internet")});
  EXPECT_EQ(pfcp(3, {seid(5), seid(6, Role::given), tunnel(900, Role::given)}).person, alice);
  EXPECT_EQ(pfcp(60, {seid(6)}).person, alice);
}

TEST_F(OnN2AndN4, JoinsATunnelOfASessionThatIsMadeUsableAgain) {
  const Tag device = ngap(0, {ran_ue(1, Role::given), amf_ue(101)}).person;
  ngap(1, {ran_ue(1), amf_ue(101), tunnel(900, Role::given)});
  ngap(2, {ran_ue(1, Role::ends), amf_ue(101, Role::ends)});
  const Tag alice = registered(600, 2, kAlice);
  EXPECT_NE(alice, device);
  EXPECT_EQ(ngap(601, {ran_ue(2), amf_ue(102), tunnel(900)}).person, alice);
  EXPECT_EQ(probe.counters().merged, 1u) << "it was the same device's";
}

TEST_F(OnN2AndN4, GivesATunnelAndASessionToTwoWithinASecond) {
  const Tag first = pfcp(1, {seid(5), seid(6, Role::given), tunnel(900, Role::given)}).person;
  pfcp(1, {seid(6, Role::ends)});
  const Tag second = pfcp(1, {seid(7), seid(6, Role::given), tunnel(900, Role::given)}).person;
  EXPECT_NE(first, second);
  EXPECT_EQ(probe.counters().merged, 0u);
  EXPECT_EQ(pfcp(2, {seid(6)}).person, second);
}

TEST_F(OnN2AndN4, IsTwoPeopleWhenATunnelThatWasInUseIsGivenAgain) {
  const Tag device = ngap(0, {ran_ue(1, Role::given), amf_ue(101), tunnel(900)}).person;
  EXPECT_EQ(ngap(100, {ran_ue(1), amf_ue(101), tunnel(900)}).person, device);
  EXPECT_NE(pfcp(101, {seid(5), seid(6, Role::given), tunnel(900, Role::given)}).person, device);
  EXPECT_EQ(probe.counters().merged, 0u);
}

TEST_F(OnN2AndN4, IsNobodyWhoIsGivenAnIdAloneThatAnotherHad) {
  const Tag alice = registered(0, 1, kAlice);
  EXPECT_FALSE(ngap(60, {amf_ue(101, Role::given)}).person.known());
  EXPECT_NE(ngap(60, {amf_ue(101), ran_ue(9, Role::given)}).person, alice);
}

TEST_F(OnN2AndN4, IsTwoPeopleWhoAreGivenOneIdInOneSecond) {
  const Tag one = ngap(0, {ran_ue(1, Role::given), amf_ue(101)}).person;
  const Tag other = ngap(0, {ran_ue(1, Role::given), amf_ue(102)}).person;
  EXPECT_NE(one, other);
  EXPECT_EQ(probe.counters().merged, 0u);
}

// Gx names the person, and N4 the tunnel; that they are one session only the address says.
struct OnGxAndN4 : OnN2AndN4 {
  Tag on_gx(std::int64_t second, std::string_view network, const std::string& imsi) {
    MessageSpec begin = of(Protocol::diameter, kStart + second, {address(network)});
    begin.imsi = imsi;
    return probe.see(begin).person;
  }
};

TEST_F(OnGxAndN4, JoinsASessionByItsAddress) {
  const Tag alice = on_gx(0, "internet", kAlice);
  EXPECT_EQ(pfcp(1, {seid(5, Role::given), address("Internet.mnc093.mcc208.gprs")}).person, alice);
}

TEST_F(OnGxAndN4, KnowsTwoPeopleApartWhoHaveOneAddressInTwoNetworks) {
  const Tag alice = on_gx(0, "internet", kAlice);
  const Tag bob = on_gx(0, "corporate", kBob);
  EXPECT_EQ(pfcp(1, {seid(5, Role::given), address("corporate")}).person, bob);
  EXPECT_EQ(pfcp(1, {seid(6, Role::given), address("internet")}).person, alice);
  EXPECT_FALSE(address("").present()) << "of which network?";
}

// The MSC knows whose the TMSI is that it gives, the MME passes it on.
TEST(OnS1AndSgs, FindsWhoAttachesByTheTmsiThatBothGive) {
  Probe probe;
  const Tag device = probe.see(initial_ue(kStart, 5, {guti(1)})).person;
  MessageSpec accept = of(Protocol::sgsap, kStart + 1, {tmsi(7, Role::given)});
  accept.imsi = kAlice;
  const Tag alice = probe.see(accept).person;
  EXPECT_NE(device, alice);
  const auto setup =
      s1(kStart + 2, {enb_ue(5), mme_ue(77), guti(2, Role::given), tmsi(7, Role::given)});
  EXPECT_EQ(probe.see(setup).person, alice);
  EXPECT_EQ(probe.see(s1(kStart + 3, {enb_ue(5)})).person, alice);
  EXPECT_EQ(probe.see(initial_ue(kStart + 600, 6, {guti(2)})).person, alice);
}

TEST(OnS1AndSgs, FindsNobodyByATmsiThatTheMscGaveLongAgo) {
  Probe probe;
  MessageSpec accept = of(Protocol::sgsap, kStart, {tmsi(7, Role::given)});
  accept.imsi = kAlice;
  const Tag alice = probe.see(accept).person;
  probe.see(initial_ue(kStart + 60, 5, {guti(1)}));
  const auto setup = s1(kStart + 61, {enb_ue(5), mme_ue(77), tmsi(7, Role::given)});
  EXPECT_NE(probe.see(setup).person, alice);
}

}  // namespace
}  // namespace celltally
