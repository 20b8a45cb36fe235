#include "decode/sip.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "decode/tcp_protocols.hpp"
#include "decode/udp_protocols.hpp"
#include "simulate/sip_builder.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

using namespace sip;

constexpr std::string_view kImsi = "001010123456789";
const std::string kPrivate = private_identity(kImsi, "001-01");
const std::string kFrom = "From: <sip:" + kPrivate + ">;tag=a";
const std::string kTo = "To: <sip:" + kPrivate + ">";
constexpr std::string_view kCell =
    "P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010130391234501";

DecodedPdu decoded(const Octets& octets, bool cut = false) {
  return {decode_sip, octets, cut};
}
DecodedPdu decoded(std::string_view text, bool cut = false) {
  return {decode_sip, Octets(text.begin(), text.end()), cut};
}

Octets registration() {
  return request("REGISTER", {kFrom, kTo, "Call-ID: c1", "CSeq: 1 REGISTER", kCell});
}

TEST(Sip, ReadsARegistration) {
  const auto got = decoded(registration());
  EXPECT_TRUE(got.read);
  EXPECT_EQ(got.message.protocol, Protocol::sip);
  EXPECT_EQ(sip_message_name(got.message.type), "REGISTER");
  EXPECT_EQ(got.message.kind, EventKind::location_report);
  EXPECT_EQ(got.message.presence, Presence::exact);
  EXPECT_EQ(to_text(got.message.cell), "ecgi:001-01-1234501");
  EXPECT_EQ(to_text(got.message.area), "tai:001-01-3039");
  EXPECT_EQ(to_text(got.message.home), "001-01");
  EXPECT_EQ(text_of(got.message.imsi), kImsi);
  EXPECT_FALSE(got.message.comes_once);
  EXPECT_FALSE(got.message.cause.known());
  EXPECT_EQ(got.message.damage, MessageDamage::none);
  ASSERT_EQ(got.ids.size(), 1u);
  const auto call_id = octets_from_hex("6331");
  EXPECT_EQ(Tagger::octets_of(got.ids[0]),
            Tagger::octets_of(TemporaryId::of_text(TemporaryId::Kind::sip_dialog, {}, call_id)));
}

struct MethodCase {
  std::string_view method;
  EventKind kind;
  Presence presence;
};

TEST(Sip, SaysOfEachMethodWhatItMeans) {
  constexpr MethodCase kCases[] = {
      {"REGISTER", EventKind::location_report, Presence::exact},
      {"INVITE", EventKind::call, Presence::exact},
      {"BYE", EventKind::call, Presence::exact},
      {"MESSAGE", EventKind::text, Presence::exact},
      {"ACK", EventKind::none, Presence::none},
      {"CANCEL", EventKind::none, Presence::none},
      {"OPTIONS", EventKind::none, Presence::none},
      {"SUBSCRIBE", EventKind::none, Presence::none},
      {"NOTIFY", EventKind::none, Presence::none},
      {"PUBLISH", EventKind::none, Presence::none},
      {"PRACK", EventKind::none, Presence::none},
      {"UPDATE", EventKind::none, Presence::none},
      {"INFO", EventKind::none, Presence::none},
      {"REFER", EventKind::none, Presence::none},
  };
  for (const MethodCase& each : kCases) {
    const std::string cseq = "CSeq: 7 " + std::string{each.method};
    const auto got = decoded(request(each.method, {kFrom, "Call-ID: x", cseq, kCell}));
    EXPECT_EQ(sip_message_name(got.message.type), each.method);
    EXPECT_EQ(got.message.kind, each.kind) << each.method;
    EXPECT_EQ(got.message.presence, each.presence) << each.method;
    EXPECT_EQ(text_of(got.message.imsi), kImsi);

    const auto answer = decoded(response(487, {kFrom, "Call-ID: x", cseq, kCell}));
    EXPECT_EQ(sip_message_name(answer.message.type), "Response to " + std::string{each.method});
    EXPECT_EQ(answer.message.kind, EventKind::none);
    EXPECT_EQ(answer.message.presence, Presence::none);
    EXPECT_EQ(answer.message.cause, (Cause{Cause::Domain::sip, 487}));
  }
  EXPECT_EQ(decoded("PING sip:a SIP/2.0\r\n\r\n").message.type, 0);
  EXPECT_EQ(sip_message_name(0), "");
  EXPECT_EQ(sip_message_name(0x7f), "");
}

struct AccessCase {
  std::string_view value;
  std::string_view cell;
  std::string_view area;
  Presence presence;
  MessageDamage damage = MessageDamage::none;
};

constexpr AccessCase kAccess[] = {
    {"3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2089330391234501", "ecgi:208-93-1234501",
     "tai:208-93-3039", Presence::exact},
    {"3GPP-E-UTRAN-TDD; utran-cell-id-3gpp=\"31041030391234501\"", "ecgi:310-410-1234501",
     "tai:310-410-3039", Presence::exact},
    {"3gpp-e-utran;UTRAN-CELL-ID-3GPP = 00101abcd000019b", "ecgi:001-01-000019b", "tai:001-01-abcd",
     Presence::exact},
    {"3GPP-E-UTRAN-FDD;a=\";,\";utran-cell-id-3gpp=00101ABCD000019B;x", "ecgi:001-01-000019b",
     "tai:001-01-abcd", Presence::exact},
    {"3GPP-E-UTRAN-FDD;\r\n utran-cell-id-3gpp=00101abcd000019b", "ecgi:001-01-000019b",
     "tai:001-01-abcd", Presence::exact},
    {"3GPP-NR-FDD;utran-cell-id-3gpp=20893003039123456789", "ncgi:208-93-123456789",
     "tai:208-93-003039", Presence::exact},
    {"3GPP-NR-TDD;utran-cell-id-3gpp=310410003039123456789", "ncgi:310-410-123456789",
     "tai:310-410-003039", Presence::exact},
    {"3GPP-UTRAN-FDD;utran-cell-id-3gpp=2089301010123456", "", "lai:208-93-0101", Presence::area},
    {"3GPP-UTRAN;utran-sai-3gpp=2089303030404", "sai:208-93-0303-0404", "lai:208-93-0303",
     Presence::exact},
    {"3GPP-GERAN;cgi-3gpp=2089301010202", "cgi:208-93-0101-0202", "lai:208-93-0101",
     Presence::exact},
    {"3GPP-GERAN;cgi-3gpp=31041001010202", "cgi:310-410-0101-0202", "lai:310-410-0101",
     Presence::exact},
    {"IEEE-802.11;i-wlan-node-id=02005e102030", "wifi:02-00-5e-10-20-30", "", Presence::exact},
    {"IEEE-802.11b;i-wlan-node-id=\"02005E102030\";country=FR", "wifi:02-00-5e-10-20-30", "",
     Presence::exact},
    {"IEEE-802.11;i-wlan-node-id=ffffffffffff", "", "", Presence::none},
    {"IEEE-802.11;i-wlan-node-id=000000000000", "", "", Presence::none},
    {"3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2089330391234501;network-provided", "ecgi:208-93-1234501",
     "tai:208-93-3039", Presence::last_known},
    {"3GPP-E-UTRAN-FDD; np ;utran-cell-id-3gpp=2089330391234501", "ecgi:208-93-1234501",
     "tai:208-93-3039", Presence::last_known},
    {"3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2089330391234501;network-provided, "
     "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2089330391234502",
     "ecgi:208-93-1234502", "tai:208-93-3039", Presence::exact},
    {"IEEE-802.11, 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2089330391234502", "ecgi:208-93-1234502",
     "tai:208-93-3039", Presence::exact},
    {"3GPP-E-UTRAN-FDD", "", "", Presence::none},
    {"ADSL;dsl-location=\"x\"", "", "", Presence::none},
    {"", "", "", Presence::none},
    {"3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=208933039123450", "", "", Presence::none,
     MessageDamage::bad_location},
    {"3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=208a330391234501", "", "", Presence::none,
     MessageDamage::bad_location},
    {"3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=208933039123450g", "", "", Presence::none,
     MessageDamage::bad_location},
    {"3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=208933039123450100", "", "", Presence::none,
     MessageDamage::bad_location},
    {"IEEE-802.11;i-wlan-node-id=02005e1020", "", "", Presence::none, MessageDamage::bad_location},
};

TEST(Sip, ReadsEveryAccessNetwork) {
  for (const AccessCase& each : kAccess) {
    const auto got =
        decoded(request("INVITE", {"P-Access-Network-Info: " + std::string{each.value}}));
    EXPECT_EQ(to_text(got.message.cell), each.cell) << each.value;
    EXPECT_EQ(to_text(got.message.area), each.area) << each.value;
    EXPECT_EQ(got.message.presence, each.presence) << each.value;
    EXPECT_EQ(got.message.damage, each.damage) << each.value;
  }
}

TEST(Sip, ACellFromBeforeIsNoPresence) {
  constexpr std::string_view kBefore =
      "Cellular-Network-Info: "
      "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2089330391234501;cell-info-age=90";
  const auto alone = decoded(request("REGISTER", {kBefore, "P-Access-Network-Info: IEEE-802.11"}));
  EXPECT_EQ(to_text(alone.message.cell), "ecgi:208-93-1234501");
  EXPECT_EQ(alone.message.presence, Presence::last_known);
  const auto both = decoded(request(
      "REGISTER", {kBefore, "P-Access-Network-Info: IEEE-802.11;i-wlan-node-id=02005e102030"}));
  EXPECT_EQ(to_text(both.message.cell), "wifi:02-00-5e-10-20-30");
  EXPECT_EQ(both.message.presence, Presence::exact);
}

TEST(Sip, TheDevicesOwnWordGoesBeforeTheNetworks) {
  const auto got =
      decoded(request("INVITE", {"P-Access-Network-Info: 3GPP-GERAN;cgi-3gpp=2089301010202;np",
                                 "P-Access-Network-Info: 3GPP-GERAN;cgi-3gpp=2089301010203",
                                 "P-Access-Network-Info: 3GPP-GERAN;cgi-3gpp=2089301010204"}));
  EXPECT_EQ(to_text(got.message.cell), "cgi:208-93-0101-0203");
  EXPECT_EQ(got.message.presence, Presence::exact);
}

struct IdentityCase {
  std::string_view method;  // empty: a response to MESSAGE
  std::string header;
  std::string_view imsi;
  std::string_view msisdn;
};

TEST(Sip, KnowsTheSenderByEveryHeader) {
  const std::string user = "Authorization: Digest realm=\"x, username=no\", Username = \"" +
                           kPrivate + "\", uri=\"sip:x\"";
  const IdentityCase cases[] = {
      {"REGISTER", kTo, kImsi, ""},
      {"REGISTER", "t:sip:" + kPrivate + ";x=y", kImsi, ""},
      {"REGISTER", kFrom, kImsi, ""},
      {"REGISTER", "f : \"a <b> \\\" c\" <SIP:" + kPrivate + ":5060;transport=tcp>;tag=1", kImsi,
       ""},
      {"REGISTER", user, kImsi, ""},
      {"REGISTER", "To: <sip:+33612345678@ims.example>", "", "33612345678"},
      {"INVITE", kFrom, kImsi, ""},
      {"INVITE", kTo, "", ""},  // the other end
      {"INVITE", user, kImsi, ""},
      {"INVITE", "From: tel:+33612345678;tag=1", "", "33612345678"},
      {"INVITE", "From: <sip:+33612345678;npdi@x;user=phone>;tag=1", "", "33612345678"},
      {"INVITE", "From: <tel:+33-6-12-34-56-78>;tag=1", "", ""},
      {"INVITE", "From: <sip:33612345678@x>;tag=1", "", ""},
      {"INVITE", "From: <sip:+336123456789012345@x>", "", ""},
      {"INVITE", "From: Anonymous <sip:anonymous@anonymous.invalid>;tag=1", "", ""},
      {"INVITE", "P-Asserted-Identity: \"Me\" <sip:a@b>, <tel:+33612345678>", "", "33612345678"},
      {"INVITE", "P-Preferred-Identity: <sip:+33612345678@x>", "", "33612345678"},
      {"INVITE", "P-Associated-URI: <sip:+33612345678@x>", "", ""},
      {"", kTo, "", ""},
      {"", kFrom, "", ""},
      {"", "P-Asserted-Identity: <tel:+33612345678>", "", "33612345678"},
  };
  for (const IdentityCase& each : cases) {
    const auto got = decoded(each.method.empty() ? response(200, {"CSeq: 1 MESSAGE", each.header})
                                                 : request(each.method, {each.header}));
    EXPECT_EQ(text_of(got.message.imsi), each.imsi) << each.method << " " << each.header;
    EXPECT_EQ(text_of(got.message.msisdn), each.msisdn) << each.method << " " << each.header;
    EXPECT_FALSE(got.message.has_imei);
  }
}

TEST(Sip, TheAnswerToARegistrationJoinsNumberAndImsi) {
  const auto got = decoded(response(
      200, {kFrom, kTo, "Call-ID: c1", "CSeq: 2 REGISTER",
            "P-Associated-URI: <sip:" + kPrivate + ">, <tel:+33612345678>, <tel:+33687654321>"}));
  EXPECT_EQ(text_of(got.message.imsi), kImsi);
  EXPECT_EQ(text_of(got.message.msisdn), "33612345678");
  EXPECT_EQ(got.ids.size(), 1u);
}

TEST(Sip, AUserIsAnImsiOnlyWhereTheDomainIsItsOperators) {
  const auto imsi = [](std::string_view user, std::string_view domain) {
    const std::string to = "To: <sip:" + std::string{user} + "@" + std::string{domain} + ">";
    return text_of(decoded(request("REGISTER", {to})).message.imsi);
  };
  EXPECT_EQ(imsi(kImsi, "ims.mnc001.mcc001.3gppnetwork.org"), kImsi);
  EXPECT_EQ(imsi(kImsi, "IMS.MNC001.MCC001.3GPPNETWORK.ORG"), kImsi);
  EXPECT_EQ(imsi("001012123456789", "ims.mnc012.mcc001.3gppnetwork.org"), "001012123456789");
  EXPECT_EQ(imsi("001013123456789", "ims.mnc012.mcc001.3gppnetwork.org"), "");
  EXPECT_EQ(imsi("001121234567890", "ims.mnc012.mcc001.3gppnetwork.org"), "001121234567890");
  EXPECT_EQ(imsi("001123123456789", "ims.mnc123.mcc001.3gppnetwork.org"), "001123123456789");
  EXPECT_EQ(imsi("33612345678", "ims.mnc001.mcc001.3gppnetwork.org"), "");
  EXPECT_EQ(imsi(kImsi, "ims.mnc001.mcc001.example.org"), "");
  EXPECT_EQ(imsi(kImsi, "ims.example.org"), "");
  EXPECT_EQ(imsi("00101", "ims.mnc001.mcc001.3gppnetwork.org"), "");
  EXPECT_EQ(imsi("0010101234567890", "ims.mnc001.mcc001.3gppnetwork.org"), "");
}

TEST(Sip, ACallNamesNobodyByItsCallId) {
  EXPECT_TRUE(decoded(request("INVITE", {kFrom, "Call-ID: c1"})).ids.empty());
  EXPECT_TRUE(decoded(request("REGISTER", {kFrom})).ids.empty());
}

TEST(Sip, ACopyAtAnotherHopHasTheSameNumberAndNoOtherMessage) {
  const auto number = [](const Octets& octets) { return decoded(octets).message.session.sequence; };
  const std::uint32_t first =
      number(request("REGISTER", {"Via: SIP/2.0/UDP a", "Call-ID: c1", "CSeq: 1 REGISTER"}));
  EXPECT_EQ(first, number(request("REGISTER", {"Via: SIP/2.0/UDP b", "Via: SIP/2.0/UDP a",
                                               "CSeq: 1 REGISTER", "i: c1"})));
  EXPECT_NE(first, number(request("REGISTER", {"Call-ID: c1", "CSeq: 2 REGISTER"})));
  EXPECT_NE(first, number(request("REGISTER", {"Call-ID: c2", "CSeq: 1 REGISTER"})));
  const std::uint32_t answer = number(response(401, {"Call-ID: c1", "CSeq: 1 REGISTER"}));
  EXPECT_NE(first, answer);
  EXPECT_NE(answer, number(response(200, {"Call-ID: c1", "CSeq: 1 REGISTER"})));
  const auto got = decoded(registration());
  EXPECT_FALSE(got.message.session.source.known());
  EXPECT_EQ(got.message.session.source_port, 0);
}

TEST(Sip, HeadersMayBeFoldedShortAndOfAnyCase) {
  const auto got = decoded("\r\nREGISTER sip:x SIP/2.0\nFROM\t:\r\n <sip:" + kPrivate +
                           ">\r\n\t;tag=x\r\n"
                           "p-access-NETWORK-info: 3GPP-GERAN;\r\n\tcgi-3gpp=2089301010202\r\n"
                           "nonsense\r\nCSEQ: 3\r\n REGISTER\r\nI:c\r\n\r\n");
  EXPECT_EQ(text_of(got.message.imsi), kImsi);
  EXPECT_EQ(to_text(got.message.cell), "cgi:208-93-0101-0202");
  EXPECT_EQ(got.message.damage, MessageDamage::none);
}

TEST(Sip, WhatIsNoMessageIsNone) {
  for (const std::string_view text :
       {"", "\r\n\r\n", "jaK", "REGISTER sip:x", "REGISTER sip:x SIP/2.", "SIP/2.0 20 OK\r\n",
        "SIP/2.0 099 OK\r\n", "SIP/2.0 2000 OK\r\n", "SIP/2.0 ", "SIP/2.0 200",
        "INVITE sip:x SIP/2.0", " sip:x SIP/2.0\r\n", "GET / HTTP/1.1\r\n\r\n", "\xf8\x01\x02",
        "1234 sip:x SIP/2.0\r\n"}) {
    EXPECT_FALSE(decoded(text).read) << text;
    EXPECT_EQ(decoded(text).messages, 0u);
  }
}

TEST(Sip, SaysWhatIsMissing) {
  const Octets whole = registration();
  EXPECT_EQ(decoded(whole, true).message.damage, MessageDamage::truncated);
  const Octets part(whole.begin(), whole.begin() + 100);
  EXPECT_EQ(decoded(part).message.damage, MessageDamage::truncated);
}

TEST(Sip, HalfACellIsNoCell) {
  const std::string whole =
      "INVITE sip:x SIP/2.0\r\nP-Access-Network-Info: "
      "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=31041030391234501\r\n\r\n";
  EXPECT_EQ(to_text(decoded(whole).message.cell), "ecgi:310-410-1234501");
  for (std::size_t less = 3; less < whole.size() - 22; ++less) {
    const auto got = decoded(std::string_view{whole}.substr(0, whole.size() - less));
    EXPECT_FALSE(got.message.cell.known()) << less;
    EXPECT_EQ(got.message.damage, MessageDamage::truncated);
  }
}

TEST(Sip, WhatIsBehindTheBodysBeginningIsNotRead) {
  const auto got = decoded(request("INVITE", {"Call-ID: x"}, std::string{kCell} + "\r\n"));
  EXPECT_FALSE(got.message.cell.known());
}

TEST(Sip, ReadsOnlyTheFirstOctetsOfLongHeaders) {
  const std::string padding = "X: " + std::string(9000, 'x');
  EXPECT_TRUE(decoded(request("INVITE", {kCell, padding})).message.cell.known());
  EXPECT_FALSE(decoded(request("INVITE", {padding, kCell})).message.cell.known());
  EXPECT_TRUE(decoded(std::string("INVITE sip:x SIP/2.0\r\n") + std::string(65000, ',')).read);
}

TEST(Sip, ReadsTheVectorsThatTsharkConfirmed) {
  const std::map<std::string, AccessCase> expected{
      {"sip_eutran", {"", "ecgi:208-93-1234501", "tai:208-93-3039", Presence::exact}},
      {"sip_eutran3", {"", "ecgi:310-410-1234501", "tai:310-410-3039", Presence::exact}},
      {"sip_utran", {"", "", "lai:208-93-0101", Presence::area}},
      {"sip_geran", {"", "cgi:208-93-0101-0202", "lai:208-93-0101", Presence::exact}},
      {"sip_np", {"", "ecgi:208-93-1234501", "tai:208-93-3039", Presence::last_known}},
      {"sip_tcp", {"", "ecgi:208-93-1234501", "tai:208-93-3039", Presence::exact}}};
  std::size_t seen = 0;
  for (const auto& [name, octets, fields] : vectors_of("sip")) {
    const auto got = decoded(octets);
    const AccessCase& vector = expected.at(name);
    EXPECT_EQ(to_text(got.message.cell), vector.cell);
    EXPECT_EQ(to_text(got.message.area), vector.area);
    EXPECT_EQ(got.message.presence, vector.presence);
    EXPECT_EQ(text_of(got.message.imsi), "208930000000001");
    EXPECT_EQ(to_text(got.message.home), "208-93");
    for (std::size_t size = 0; size < octets.size(); ++size) {
      const auto part =
          decoded({octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(size)});
      if (!part.read) continue;
      EXPECT_TRUE(!part.message.cell.known() || part.message.cell == got.message.cell) << size;
      EXPECT_TRUE(!part.message.imsi.present() ||
                  text_of(part.message.imsi) == text_of(got.message.imsi));
    }
    ++seen;
  }
  EXPECT_EQ(seen, expected.size());
}

TEST(Sip, ComesFromUdpAndTcp) {
  Octets octets = registration();
  Datagram pdu;
  pdu.payload = octets;
  const auto burst = std::make_unique<MessageBurst>();
  EXPECT_TRUE(decode_udp_message(UdpProtocol::sip, pdu, *burst));
  EXPECT_EQ(decode_tcp_message(TcpProtocol::sip, pdu, *burst), true);
  EXPECT_EQ(burst->size(), 2u);
}

}  // namespace
}  // namespace celltally
