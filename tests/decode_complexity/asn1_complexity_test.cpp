// The worst messages of the protocols in ALIGNED PER, and of NAS in them: as much work as there are
// octets. A message in pieces is read as far as its first 16 KiB, so none here is longer.
#include "decode/ngap.hpp"
#include "decode/rua.hpp"
#include "decode/s1ap.hpp"
#include "simulate/nas_5gs_builder.hpp"
#include "simulate/nas_eps_builder.hpp"
#include "simulate/ngap_builder.hpp"
#include "simulate/ranap_builder.hpp"
#include "simulate/rua_builder.hpp"
#include "simulate/s1ap_builder.hpp"
#include "tests/decode_complexity/work_of_messages.hpp"

namespace celltally {
namespace {

TEST(Complexity, S1apIsLinear) {
  const auto initial = [](const s1ap::Elements& elements) {
    return s1ap::initial_ue_message(elements);
  };
  const auto attach = [&](const Octets& options) {
    return initial({s1ap::nas_pdu(nas_eps::attach_request(nas_eps::guti({}), options))});
  };
  const auto tau = [&](const Octets& options) {
    return initial({s1ap::nas_pdu(nas_eps::tau_request(0, nas_eps::guti({}), options))});
  };
  const s1ap::Bearer bearer{
      .address = node("10.1.1.1"), .teid = 1, .nas = {7, 0x42}, .guaranteed = true};
  const WorstMessage messages[] = {
      {"empty elements", [&](auto n) { return initial(s1ap::Elements(n, s1ap::element(300, {}))); },
       1000},
      {"empty elements that are read",
       [&](auto n) { return initial(s1ap::Elements(n, s1ap::element(67, {}))); }, 1000},
      {"places", [&](auto n) { return initial(s1ap::Elements(n, s1ap::tai("tai:001-01-0001"))); },
       400},
      {"messages of NAS in one",
       [&](auto n) {
         return initial(
             s1ap::Elements(n, s1ap::nas_pdu(nas_eps::attach_request(nas_eps::guti({})))));
       },
       80},
      {"bearers",
       [&](auto n) {
         return s1ap::message(9, s1ap::kInitiating,
                              {s1ap::bearers_of_context(std::vector(n, bearer))});
       },
       60},
      {"connections that are reset",
       [](auto n) {
         return s1ap::message(14, s1ap::kInitiating,
                              {s1ap::reset_of(std::vector(n, s1ap::connection(1, 2)))});
       },
       60},
      {"empty options of an attach",
       [&](auto n) {
         return attach(repeated({0x2e, 0}, n));
       },
       1900},
      {"empty options that are read",
       [&](auto n) {
         return attach(repeated({0x50, 0}, n));
       },
       1900},
      {"options of half an octet", [&](auto n) { return attach(repeated({0x90}, n)); }, 3800},
      {"empty options of an update",
       [&](auto n) {
         return tau(repeated({0x2e, 0}, n));
       },
       1900},
      {"long options without a value",
       [&](auto n) {
         return attach(repeated({0x78, 0, 0}, n));
       },
       1200},
      {"security headers in one another",
       [&](auto n) {
         Octets nas = nas_eps::attach_request(nas_eps::guti({}));
         for (std::size_t depth = 0; depth < n; ++depth) nas = nas_eps::in_security_header(1, nas);
         return initial({s1ap::nas_pdu(nas)});
       },
       600},
      {"what looks ciphered",
       [&](auto n) {
         return initial({s1ap::nas_pdu(nas_eps::in_security_header(
             2, nas_eps::attach_request(nas_eps::guti({}), repeated({0x2e, 0}, n))))});
       },
       1900},
  };
  expect_linear_work(messages,
                     [](const Datagram& pdu, MessageBurst& burst) { decode_s1ap(pdu, burst); });
}

TEST(Complexity, NgapIsLinear) {
  const auto initial = [](const ngap::Elements& elements) {
    return ngap::initiating(15, elements);
  };
  const auto registration = [&](const Octets& options, nas_5gs::Security security) {
    const Octets body = nas_5gs::registration_request(1, nas_5gs::guti("001-01", 1, 1, 7), options);
    return initial({ngap::nas(nas_5gs::message(0x41, body, security))});
  };
  using Security = nas_5gs::Security;
  const WorstMessage messages[] = {
      {"empty elements", [&](auto n) { return initial(ngap::Elements(n, ngap::element(300, {}))); },
       1000},
      {"empty elements that are read",
       [&](auto n) { return initial(ngap::Elements(n, ngap::element(121, {}))); }, 1000},
      {"places",
       [&](auto n) {
         return initial(
             ngap::Elements(n, ngap::location("ncgi:001-01-000000101", "tai:001-01-000001")));
       },
       150},
      {"sessions",
       [](auto n) {
         const std::vector<ngap::Session> sessions(
             n, {.upf = {node("10.1.1.1")}, .nas = {0x7e, 0, 0x68}});
         return ngap::initiating(29, {ngap::sessions_to_set_up(sessions)});
       },
       60},
      {"connections that are reset",
       [](auto n) {
         return ngap::initiating(
             20, {ngap::reset_only(std::vector<ngap::Connection>(n, {.amf = 1, .ran = 2}))});
       },
       60},
      {"empty options of NAS",
       [&](auto n) {
         return registration(repeated({0x10, 0}, n), Security::plain);
       },
       1900},
      {"options of half an octet",
       [&](auto n) { return registration(repeated({0x90}, n), Security::plain); }, 3800},
      {"long options without a value",
       [&](auto n) {
         return registration(repeated({0x7b, 0, 0}, n), Security::plain);
       },
       1200},
      {"what looks ciphered",
       [&](auto n) {
         return registration(repeated({0x10, 0}, n), Security::ciphered);
       },
       1900},
      {"messages in one another",
       [&](auto n) {
         Octets options;
         Octets body;
         for (std::size_t depth = 0; depth < n; ++depth) {
           body = nas_5gs::registration_request(1, nas_5gs::guti("001-01", 1, 1, 7), options);
           options = nas_5gs::tlv_e(0x71, nas_5gs::message(0x41, body));
         }
         return initial({ngap::nas(nas_5gs::message(0x41, body))});
       },
       150},
  };
  expect_linear_work(messages,
                     [](const Datagram& pdu, MessageBurst& burst) { decode_ngap(pdu, burst); });
}

TEST(Complexity, RuaAndRanapAreLinear) {
  const auto direct = [](const ranap::Elements& elements) {
    return rua::message(2, 7, true, ranap::direct_transfer(elements));
  };
  // Routing Area Update Request, from its options on.
  const auto update = [&](const Octets& unit, std::size_t n) {
    return direct(
        {ranap::nas(join({{8, 8, 0}, {0, 0xf1, 0x10, 1, 1, 6}, {0}, repeated(unit, n)}))});
  };
  const WorstMessage messages[] = {
      {"empty elements",
       [&](auto n) { return direct(ranap::Elements(n, ranap::element(300, {}))); }, 1000},
      {"empty elements that are read",
       [&](auto n) { return direct(ranap::Elements(n, ranap::element(58, {}))); }, 1000},
      {"messages of NAS in one",
       [&](auto n) {
         return direct(ranap::Elements(n, ranap::nas(Octets{8, 0x15, 1})));
       },
       500},
      {"empty options of NAS",
       [&](auto n) {
         return update({0x2e, 0}, n);
       },
       1900},
      {"options of half an octet", [&](auto n) { return update({0x90}, n); }, 3800},
      {"empty elements of RUA",
       [](auto n) {
         const Octets content = join({{0}, number(n, 2), repeated({0, 200, 0x40, 0}, n)});
         return join({{0, 2, 0x40}, number(0x8000 | content.size(), 2), content});
       },
       1000},
  };
  expect_linear_work(messages,
                     [](const Datagram& pdu, MessageBurst& burst) { decode_rua(pdu, burst); });
}

}  // namespace
}  // namespace celltally
