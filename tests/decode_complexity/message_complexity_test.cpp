// The worst messages of the protocols that are lists of elements: as much work as there are octets.
#include "decode/bssgp.hpp"
#include "decode/diameter.hpp"
#include "decode/gtpv1.hpp"
#include "decode/gtpv2.hpp"
#include "decode/pfcp.hpp"
#include "decode/radius.hpp"
#include "decode/sgsap.hpp"
#include "decode/sip.hpp"
#include "simulate/bssgp_builder.hpp"
#include "simulate/diameter_builder.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/pfcp_builder.hpp"
#include "simulate/radius_builder.hpp"
#include "tests/decode_complexity/work_of_messages.hpp"

namespace celltally {
namespace {

// A message of GTPv2 or PFCP whose elements are `unit` again and again.
Octets gtpv2_of(const Octets& unit, std::size_t times) {
  const Octets elements = repeated(unit, times);
  return join(
      {{0x48, 32}, number(elements.size() + 8, 2), number(1, 4), number(7, 3), {0}, elements});
}
Octets pfcp_of(const Octets& elements) {
  return join(
      {{0x21, 50}, number(elements.size() + 12, 2), number(1, 8), number(7, 3), {0}, elements});
}

TEST(Complexity, Gtpv2IsLinear) {
  const NodeAddress address = node("10.1.1.1");
  const WorstMessage messages[] = {
      {"empty elements",
       [](auto n) {
         return gtpv2_of({200, 0, 0, 0}, n);
       },
       4000},
      {"elements of length zero that are read",
       [](auto n) {
         return gtpv2_of({1, 0, 0, 0}, n);
       },
       4000},
      {"locations", [](auto n) { return gtpv2_of(gtpv2::uli({"ecgi:001-01-0000101"}), n); }, 1200},
      {"endpoints",
       [&](auto n) { return gtpv2_of(gtpv2::fteid(gtpv2::Interface::s1u_enb, 7, address), n); },
       1200},
      {"empty groups",
       [](auto n) {
         return gtpv2_of({93, 0, 0, 0}, n);
       },
       4000},
      {"a group of empty elements",
       [](auto n) {
         return gtpv2_of(gtpv2::element(93, repeated({87, 0, 0, 0}, n)), 1);
       },
       4000},
      {"groups in groups",
       [](auto n) {
         Octets inner;
         for (std::size_t depth = 0; depth < n; ++depth) inner = gtpv2::element(93, inner);
         return gtpv2_of(inner, 1);
       },
       1000},
      {"messages in one datagram",
       [](auto n) {
         return repeated({0x50, 1, 0, 4, 0, 0, 7, 0}, n);
       },
       2000},
  };
  expect_linear_work(messages, decode_gtpv2);
}

TEST(Complexity, Gtpv1IsLinear) {
  const auto message = [](const Octets& unit, std::size_t n) {
    const Octets elements = repeated(unit, n);
    return join(
        {{0x32, 16}, number(elements.size() + 4, 2), number(1, 4), number(7, 2), {0, 0}, elements});
  };
  const WorstMessage messages[] = {
      {"empty elements",
       [&](auto n) {
         return message({0xfd, 0, 0}, n);
       },
       5000},
      {"empty elements that are read",
       [&](auto n) {
         return message({152, 0, 0}, n);
       },
       5000},
      {"elements of one octet",
       [&](auto n) {
         return message({14, 1}, n);
       },
       7500},
      {"extension headers",
       [](auto n) {
         return join({{0x36, 16},
                      number(4 * n + 4, 2),
                      number(1, 4),
                      number(7, 2),
                      {0, 0xc0},
                      repeated({1, 0, 0, 0xc0}, n)});
       },
       4000},
  };
  expect_linear_work(messages, decode_gtpv1);
}

TEST(Complexity, PfcpIsLinear) {
  const NodeAddress address = node("10.1.1.1");
  const auto nested = [](std::initializer_list<std::uint16_t> groups, Octets inner) {
    for (const std::uint16_t type : groups) inner = pfcp::element(type, inner);
    return pfcp_of(inner);
  };
  const WorstMessage messages[] = {
      {"empty elements",
       [](auto n) {
         return pfcp_of(repeated({0, 250, 0, 0}, n));
       },
       4000},
      {"empty elements that are read",
       [](auto n) {
         return pfcp_of(repeated({0, 141, 0, 0}, n));
       },
       4000},
      {"empty groups",
       [](auto n) {
         return pfcp_of(repeated({0, 1, 0, 0}, n));
       },
       4000},
      {"groups, each with an empty group",
       [](auto n) {
         return pfcp_of(repeated({0, 1, 0, 4, 0, 2, 0, 0}, n));
       },
       2000},
      {"a group in a group, with empty elements",
       [&](auto n) {
         return nested({2, 1}, repeated({0, 21, 0, 0}, n));
       },
       4000},
      {"groups in groups",
       [](auto n) {
         Octets inner;
         for (std::size_t depth = 0; depth < n; ++depth) inner = pfcp::element(2, inner);
         return pfcp_of(pfcp::element(1, inner));
       },
       1000},
      {"tunnels, all different",
       [&](auto n) {
         Octets elements;
         for (std::uint32_t i = 0; i < n; ++i) {
           const Octets pdr = pfcp::created_pdr({pfcp::f_teid(i, {address})});
           elements.insert(elements.end(), pdr.begin(), pdr.end());
         }
         return pfcp_of(elements);
       },
       800},
      {"messages in one datagram",
       [](auto n) {
         return repeated({0x24, 1, 0, 4, 0, 0, 7, 0}, n);
       },
       2000},
  };
  expect_linear_work(messages, decode_pfcp);
}

TEST(Complexity, DiameterIsLinear) {
  const auto message = [](const Octets& avps) {
    return join({{1},
                 number(avps.size() + 20, 3),
                 {0xc0, 0, 1, 0x10},
                 number(16777238, 4),
                 number(1, 4),
                 number(2, 4),
                 avps});
  };
  const Octets empty{0, 0, 3, 0xe7, 0x40, 0, 0, 8};
  const WorstMessage messages[] = {
      {"empty AVPs", [&](auto n) { return message(repeated(empty, n)); }, 2000},
      {"AVPs of length zero",
       [&](auto n) {
         return message(repeated({0, 0, 3, 0xe7, 0x40, 0, 0, 0}, n));
       },
       2000},
      {"empty AVPs that are read",
       [&](auto n) {
         return message(repeated({0, 0, 0, 1, 0x40, 0, 0, 8}, n));
       },
       2000},
      {"identities",
       [&](auto n) {
         return message(repeated(diameter::subscription_id(1, "001010000000001"), n));
       },
       250},
      {"an identity of empty AVPs",
       [&](auto n) {
         return message(diameter::avp(0, 443, repeated({0, 0, 1, 0xc2, 0x40, 0, 0, 8}, n)));
       },
       2000},
      {"three groups around empty AVPs",
       [&](auto n) {
         const Octets inner = diameter::avp(0, 458, repeated(empty, n));
         return message(
             diameter::avp(diameter::kTgpp, 873, diameter::avp(diameter::kTgpp, 874, inner)));
       },
       2000},
      {"groups of their own kind in one another",
       [&](auto n) {
         Octets inner;
         for (std::size_t depth = 0; depth < n; ++depth) {
           inner = diameter::avp(diameter::kTgpp, depth % 2 == 0 ? 874 : 873, inner);
         }
         return message(inner);
       },
       500},
      {"digits without end",
       [&](auto n) { return message(diameter::avp(0, 1, repeated({'1'}, n))); }, 15000},
  };
  expect_linear_work(messages, decode_diameter);
}

TEST(Complexity, RadiusIsLinear) {
  const auto message = [](const Octets& attributes) {
    return join({{4, 7}, number(attributes.size() + 20, 2), Octets(16, 0xa5), attributes});
  };
  const WorstMessage messages[] = {
      {"empty attributes",
       [&](auto n) {
         return message(repeated({1, 2}, n));
       },
       7500},
      {"attributes of length zero",
       [&](auto n) {
         return message(repeated({200, 0}, n));
       },
       7500},
      {"empty attributes of 3GPP",
       [&](auto n) {
         return message(repeated(join({{26, 254, 0, 0, 0x28, 0xaf}, repeated({22, 2}, 124)}), n));
       },
       60},
      {"no attribute of 3GPP",
       [&](auto n) {
         return message(repeated({26, 6, 0, 0, 0x28, 0xaf}, n));
       },
       2500},
      {"names of digits",
       [&](auto n) { return message(repeated(radius::attribute(1, std::string(253, '1')), n)); },
       58},
      {"addresses of a card",
       [&](auto n) {
         return message(repeated(radius::calling_station_id("02-00-00-00-00-01"), n));
       },
       790},
  };
  expect_linear_work(messages, decode_radius);
}

TEST(Complexity, SgsapIsLinear) {
  const WorstMessage messages[] = {
      {"empty elements",
       [](auto n) {
         return join({{9}, repeated({0x3f, 0}, n)});
       },
       7500},
      {"empty elements that are read",
       [](auto n) {
         return join({{9}, repeated({1, 0}, n)});
       },
       7500},
      {"names of the MME",
       [](auto n) {
         return join({{9}, repeated({9, 1, 0}, n)});
       },
       5000},
  };
  expect_linear_work(messages, decode_sgsap);
}

TEST(Complexity, BssgpIsLinear) {
  const auto uplink = [](const Octets& unit, std::size_t n) {
    return bssgp::ul_unitdata(0xc0ffee01, {repeated(unit, n)});
  };
  // Routing Area Update Request, from its options on.
  const auto update = [](const Octets& unit, std::size_t n) {
    return bssgp::uplink(0xc0ffee01, "rai:001-01-0101-06", 1,
                         join({{8, 8, 0}, {0, 0xf1, 0x10, 1, 1, 6}, {0}, repeated(unit, n)}));
  };
  const WorstMessage messages[] = {
      {"empty elements",
       [&](auto n) {
         return uplink({0x7f, 0x80}, n);
       },
       7500},
      {"empty elements that are read",
       [&](auto n) {
         return uplink({0x08, 0x80}, n);
       },
       7500},
      {"empty options of NAS",
       [&](auto n) {
         return update({0x2e, 0}, n);
       },
       350},
      {"options of half an octet", [&](auto n) { return update({0x90}, n); }, 700},
  };
  expect_linear_work(messages, decode_bssgp);
}

// No more than the first 8192 octets are read: a quarter of them is the smallest message here.
TEST(Complexity, SipIsLinear) {
  const auto message = [](std::string_view header, std::string_view unit, std::size_t n) {
    return join({text("REGISTER sip:a SIP/2.0\r\n"), text(header), repeated(text(unit), n),
                 text("\r\n\r\n")});
  };
  const WorstMessage messages[] = {
      {"lines", [&](auto n) { return message("", "a:\r\n", n); }, 500},
      {"lines without a name", [&](auto n) { return message("a:", "\n:", n); }, 1000},
      {"lines that go on", [&](auto n) { return message("f:", "\r\n ", n); }, 650},
      {"one name", [&](auto n) { return message("", "P-Access-Network-Info", n); }, 95},
      {"networks",
       [&](auto n) { return message("", "P-Access-Network-Info: 3GPP-E-UTRAN-FDD\r\n", n); }, 50},
      {"parameters of a network",
       [&](auto n) { return message("P-Access-Network-Info: 3GPP-E-UTRAN-FDD", ";a", n); }, 1000},
      {"cells of a network",
       [&](auto n) {
         return message("P-Access-Network-Info: 3GPP-E-UTRAN-FDD", ";utran-cell-id-3gpp=1", n);
       },
       90},
      {"digits", [&](auto n) { return message("From: <sip:", "1", n); }, 2000},
      {"quotes", [&](auto n) { return message("From: ", "\"", n); }, 2000},
      {"escapes in a quote", [&](auto n) { return message("From: \"", "\\\"", n); }, 1000},
      {"angle brackets", [&](auto n) { return message("From: ", "<", n); }, 2000},
      {"senders", [&](auto n) { return message("P-Asserted-Identity: ", "<sip:1>,", n); }, 250},
      {"names before an at", [&](auto n) { return message("From: <sip:", "1@", n); }, 1000},
      {"spaces", [&](auto n) { return message("From: <sip:1@a> ;", " ;", n); }, 1000},
      {"a name and its password",
       [&](auto n) { return message("Authorization: Digest ", "username=\"1\",", n); }, 140},
  };
  constexpr double kPerOctetMax = 64;  // a line of two octets is compared with every name
  expect_linear_work(messages, decode_sip, kPerOctetMax);
}

}  // namespace
}  // namespace celltally
