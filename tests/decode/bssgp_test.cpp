#include "decode/bssgp.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/bssgp_builder.hpp"
#include "simulate/nas_2g_builder.hpp"
#include "tests/decode/decoded_message.hpp"
#include "tests/decode/tac_digits.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

namespace gb = bssgp;
namespace nas = nas_2g;

constexpr std::string_view kImsi = "001010000000001";
constexpr std::string_view kRai = "rai:001-01-0101-06";
constexpr std::string_view kEarlier = "rai:001-01-0505-06";
constexpr std::string_view kCgi = "cgi:001-01-0101-0202";
constexpr std::uint16_t kCell = 0x0202;
constexpr std::uint32_t kLocal = 0xc0ffee01;
constexpr std::uint32_t kForeign = 0x80ffee01;
constexpr std::uint32_t kRandom = 0x7abcdef0;

// Of a datagram to an SGSN, or back.
struct DecodedGb : DecodedMessage {
  explicit DecodedGb(std::span<const std::uint8_t> octets, bool back = false, bool cut = false)
      : DecodedMessage(octets, {23001, 23000, back, cut}), read(decode_with(decode_bssgp)) {}

  std::optional<bool> read;
};

Octets uplink(std::uint32_t tlli, const Octets& gmm) {
  return gb::uplink(tlli, kRai, kCell, gmm);
}
// What looks like an identity, but is none.
Octets ciphered() {
  return gb::ul_unitdata(
      kLocal, {gb::cell(kRai, kCell),
               gb::llc(gb::ui_frame(1, nas::gmm_identity_response(nas::imsi(kImsi)), 7, true))});
}
Octets user_data() {
  return gb::ul_unitdata(kLocal, {gb::cell(kRai, kCell), gb::llc(gb::ui_frame(3, Octets(200, 1)))});
}

struct Case {
  std::string_view name;
  Octets payload;
  EventKind kind;
  Presence presence;
  std::string_view names;
  bool imsi = false;
};

const Case kUplink[] = {
    {"attach by IMSI", uplink(kRandom, nas::attach_request(1, nas::imsi(kImsi), kEarlier)),
     EventKind::attach, Presence::exact, "tlli", true},
    {"attach by P-TMSI", uplink(kForeign, nas::attach_request(1, nas::tmsi(kLocal), kEarlier)),
     EventKind::attach, Presence::exact, "tlli, p_tmsi"},
    {"moved", uplink(kForeign, nas::routing_area_update_request(0, kEarlier, 0)),
     EventKind::area_update, Presence::exact, "tlli, p_tmsi"},
    {"still there", uplink(kLocal, nas::routing_area_update_request(3, kRai, 0)),
     EventKind::periodic_update, Presence::exact, "tlli, p_tmsi, tlli"},
    {"tells who it is", uplink(kForeign, nas::gmm_identity_response(nas::imsi(kImsi))),
     EventKind::location_report, Presence::exact, "tlli", true},
    {"leaves", uplink(kLocal, nas::detach_request(9, kLocal)), EventKind::detach, Presence::leaves,
     "tlli, p_tmsi, tlli, p_tmsi"},
    {"ciphered", ciphered(), EventKind::location_report, Presence::exact, "tlli, p_tmsi, tlli"},
    {"user data", user_data(), EventKind::location_report, Presence::exact, "tlli, p_tmsi, tlli"},
    {"nothing but the cell", gb::ul_unitdata(kRandom, {gb::cell(kRai, kCell)}),
     EventKind::location_report, Presence::exact, "tlli"},
};

TEST(Bssgp, TellsTheCellOfEveryUplinkFrame) {
  for (const Case& one : kUplink) {
    const DecodedGb decoded{one.payload};
    ASSERT_EQ(decoded.read, true) << one.name;
    EXPECT_EQ(decoded.message.kind, one.kind) << one.name << to_text(decoded.message.kind);
    EXPECT_EQ(decoded.message.presence, one.presence) << one.name;
    EXPECT_EQ(to_text(decoded.message.cell), kCgi) << one.name;
    EXPECT_EQ(to_text(decoded.message.area), kRai) << one.name;
    EXPECT_EQ(decoded.named(), one.names) << one.name;
    EXPECT_EQ(decoded.message.imsi.present(), one.imsi) << one.name;
    EXPECT_EQ(decoded.message.damage, MessageDamage::none) << one.name;
    EXPECT_EQ(decoded.message.type, 1) << one.name;
    EXPECT_FALSE(decoded.message.comes_once) << one.name;
  }
}

// TS 24.008 9.4.5.2: there it has a length, unlike in all other messages.
TEST(Bssgp, ReadsADetachWithASignature) {
  for (const std::uint8_t third : Octets{0x22, 0x33, 0x99}) {
    Octets detach = nas::detach_request(9, kLocal);
    const Octets signature{0x19, 3, 0x11, 0x22, third};
    detach.insert(detach.end(), signature.begin(), signature.end());
    const DecodedGb got{uplink(kLocal, detach)};
    EXPECT_EQ(got.message.kind, EventKind::detach);
    EXPECT_EQ(got.named(), "tlli, p_tmsi, tlli, p_tmsi");
    EXPECT_EQ(got.message.damage, MessageDamage::none);
  }
}

TEST(Bssgp, TellsNothingOfPresenceOfWhatComesDown) {
  const DecodedGb accept{
      gb::dl_unitdata(kForeign, {gb::element(0x16, Octets{3, 0xe8}), gb::imsi(kImsi),
                                 gb::llc(gb::ui_frame(1, nas::attach_accept(kRai, 0xc0000007)))}),
      true};
  EXPECT_EQ(accept.message.kind, EventKind::none);
  EXPECT_EQ(accept.message.presence, Presence::none);
  EXPECT_TRUE(accept.message.imsi.present());
  EXPECT_EQ(accept.named(), "p_tmsi given");
  // The next frame up names what was given.
  const DecodedGb next{gb::ul_unitdata(0xc0000007, {gb::cell(kRai, kCell)})};
  EXPECT_EQ(Tagger::octets_of(next.ids[1]), Tagger::octets_of(accept.ids[0]));
  // A network's order to go is no departure.
  const DecodedGb order{
      gb::dl_unitdata(kLocal, {gb::llc(gb::ui_frame(1, nas::detach_request(2, kLocal)))}), true};
  EXPECT_EQ(order.message.kind, EventKind::none);
}

TEST(Bssgp, TakesATlliOfAnotherAreaForThePTmsiItWasMadeOf) {
  const DecodedGb moved{uplink(kForeign, nas::routing_area_update_request(0, kEarlier, 0))};
  ASSERT_EQ(moved.ids.size(), 2u);
  const auto former =
      TemporaryId::in_scope(TemporaryId::Kind::p_tmsi, place_from_text(kEarlier)->key(), kLocal);
  EXPECT_EQ(Tagger::octets_of(moved.ids[1]), Tagger::octets_of(former));
  const DecodedGb current{uplink(kLocal, nas::routing_area_update_request(3, kRai, 0))};
  const auto own =
      TemporaryId::in_scope(TemporaryId::Kind::p_tmsi, place_from_text(kRai)->key(), kLocal);
  EXPECT_EQ(Tagger::octets_of(current.ids[1]), Tagger::octets_of(own));
}

// The IMSI beside a downlink frame and the cell of an uplink one are the same device's.
TEST(Bssgp, NamesADeviceBothWaysByItsTlliAtTheBss) {
  const DecodedGb up{user_data()};
  const DecodedGb down{gb::dl_unitdata(kLocal, {gb::imsi(kImsi), gb::tlli(kForeign)}), true};
  ASSERT_EQ(down.named(), "tlli");
  EXPECT_EQ(Tagger::octets_of(down.ids[0]), Tagger::octets_of(up.ids[2]));
  // One of another area may be somebody else's too.
  EXPECT_EQ((DecodedGb{gb::dl_unitdata(kForeign, {gb::imsi(kImsi)}), true}.named()), "");
}

TEST(Bssgp, ReadsPagingAndSuspension) {
  const DecodedGb packet{gb::pdu(0x06, {gb::imsi(kImsi), gb::rai(kRai), gb::tmsi(kLocal)}), true};
  EXPECT_EQ(packet.message.kind, EventKind::paging);
  EXPECT_EQ(packet.message.presence, Presence::none);
  EXPECT_EQ(packet.named(), "p_tmsi");
  const DecodedGb circuit{
      gb::pdu(0x07, {gb::imsi(kImsi), gb::lai("lai:001-01-0101"), gb::tmsi(kLocal)}), true};
  EXPECT_EQ(circuit.named(), "tmsi");
  EXPECT_EQ((DecodedGb{gb::pdu(0x07, {gb::imsi(kImsi), gb::tmsi(kLocal)}), true}.named()), "");
  for (const std::uint8_t type : Octets{0x0b, 0x0e}) {
    const DecodedGb suspended{gb::pdu(type, {gb::tlli(kLocal), gb::rai(kRai)})};
    EXPECT_EQ(suspended.message.kind, EventKind::suspend);
    EXPECT_EQ(suspended.message.presence, Presence::area);
    EXPECT_EQ(to_text(suspended.message.area), kRai);
    EXPECT_EQ(suspended.named(), "tlli, p_tmsi");
  }
}

TEST(Bssgp, TellsTheLinksOwnMessagesFromWhatIsWrong) {
  EXPECT_EQ(DecodedGb{gb::ns(0x0a)}.read, std::nullopt);  // ALIVE
  EXPECT_EQ(DecodedGb{gb::ns(0x02)}.read, std::nullopt);
  EXPECT_EQ(DecodedGb{gb::ns(0x16)}.read, false);
  EXPECT_EQ(DecodedGb{Octets{}}.read, false);
  EXPECT_EQ((DecodedGb{Octets{0, 0, 0, 2}}.read), false);
  EXPECT_EQ((DecodedGb{Octets{0, 0, 0, 2, 0x1f}}.read), false);  // no such PDU
  EXPECT_EQ((DecodedGb{Octets{0, 0, 0, 2, 0x01, 1, 2, 3}}.read), false);
  EXPECT_EQ(DecodedGb{gb::pdu(0x22, {})}.read, true);
}

TEST(Bssgp, TellsDamageAndKeepsWhatWasBefore) {
  Octets whole = uplink(kLocal, nas::gmm_identity_response(nas::imsi(kImsi)));
  // Without the end of the frame of LLC, whose check sequence is then not known to be one.
  for (std::size_t less = 1; less <= 6; ++less) {
    const DecodedGb cut{std::span{whole}.first(whole.size() - less), false, true};
    EXPECT_EQ(cut.message.damage, MessageDamage::truncated);
    EXPECT_EQ(to_text(cut.message.cell), kCgi);
    EXPECT_EQ(cut.message.presence, Presence::exact);
    EXPECT_EQ(cut.message.imsi.present(), less <= 3);
  }
  // A frame too short for a check sequence.
  const DecodedGb tiny{
      gb::ul_unitdata(kLocal, {gb::cell(kRai, kCell), gb::llc(Octets{1, 0xc0, 1})})};
  EXPECT_EQ(tiny.message.damage, MessageDamage::truncated);
  // A PLMN that is not decimal.
  Octets bad = gb::cell(kRai, kCell);
  bad[2] = 0xaa;
  const DecodedGb nowhere{gb::ul_unitdata(kLocal, {bad})};
  EXPECT_EQ(nowhere.message.damage, MessageDamage::bad_location);
  EXPECT_EQ(nowhere.message.presence, Presence::none);
  EXPECT_EQ(nowhere.message.kind, EventKind::none);
}

TEST(Bssgp, ReadsLengthsOfBothForms) {
  const DecodedGb decoded{
      gb::ul_unitdata(kLocal, {gb::element(0, Octets(300, 0)), gb::cell(kRai, kCell)})};
  EXPECT_EQ(to_text(decoded.message.cell), kCgi);
  Octets two = gb::cell(kRai, kCell);
  two[1] = 8;  // seven more bits follow
  two.insert(two.begin() + 1, 0);
  EXPECT_EQ(to_text(DecodedGb{gb::ul_unitdata(kLocal, {two})}.message.cell), kCgi);
}

// A copy of the tap's is one; the device's next frame is another.
TEST(Bssgp, NumbersWhatHasNoNumber) {
  const auto sequence = [](const Octets& octets) {
    return DecodedGb{octets}.message.session.sequence;
  };
  const auto frame = [](std::uint16_t number) {
    return gb::ul_unitdata(
        kLocal, {gb::cell(kRai, kCell), gb::llc(gb::ui_frame(3, Octets(20, 1), number))});
  };
  EXPECT_EQ(sequence(frame(1)), sequence(frame(1)));
  EXPECT_NE(sequence(frame(1)), sequence(frame(2)));
  EXPECT_NE(sequence(uplink(kLocal, nas::detach_request(9, 1))),
            sequence(uplink(kLocal, nas::detach_request(9, 2))));
}

TEST(BssgpVectors, AgreeWithTshark) {
  std::size_t compared = 0;
  for (const auto& [name, octets, fields] : vectors_of("gb")) {
    const DecodedGb decoded{octets};
    ASSERT_EQ(decoded.read, true) << name;
    EXPECT_EQ(decoded.message.damage, MessageDamage::none) << name;
    for (const auto& [field, value] : fields.items()) {
      const std::string text = value;
      const SignallingMessage& got = decoded.message;
      if (field == "bssgp.pdu_type") {
        EXPECT_EQ(std::stoi(text, nullptr, 16), got.type) << name;
      } else if (field == "bssgp.ci") {
        const bool uplink_frame = got.type == 1;
        EXPECT_EQ(uplink_frame ? to_text(got.cell) : "",
                  uplink_frame ? "cgi:208-93-0101-" + text.substr(2) : "")
            << name;
      } else if (field == "e212.imsi") {
        EXPECT_TRUE(digits_of(got.imsi).ends_with(text.substr(1))) << name;
      } else if (field == "gsm_a.imeisv") {
        EXPECT_TRUE(text.substr(1).starts_with(digits_of(got.tac).substr(1))) << name;
      }
      ++compared;
    }
  }
  EXPECT_GE(compared, 40u);
}

TEST(BssgpVectors, SayNoMoreInAPrefixThanInAll) {
  for (const auto& [name, whole, fields] : vectors_of("gb")) {
    const DecodedGb all{whole};
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      for (const bool cut : {false, true}) {
        const DecodedGb part{std::span{whole}.first(octets), false, cut};
        EXPECT_LE(part.messages, 1u);
        EXPECT_TRUE(!part.message.cell.known() || part.message.cell == all.message.cell);
        EXPECT_TRUE(!part.message.imsi.present() || all.message.imsi.present());
        EXPECT_LE(part.ids.size(), all.ids.size());
        if (cut && part.messages == 1) {
          EXPECT_EQ(part.message.damage, MessageDamage::truncated);
        }
      }
    }
  }
}

TEST(BssgpVectors, StaySoundWithAnyOctetChanged) {
  expect_sound_with_any_octet_changed(vectors_of("gb"),
                                      [](const Octets& octets) { return DecodedGb{octets}; });
}

TEST(Bssgp, StaysSoundOnLargeInput) {
  for (const std::uint8_t octet : Octets{0, 1, 8, 0x0e, 0x80, 0xff}) {
    Octets many(64 * 1024, octet);
    DecodedGb{many};
    many[0] = 0;
    many[4] = 1;
    EXPECT_EQ(DecodedGb{many}.messages, 1u);
  }
}

}  // namespace
}  // namespace celltally
