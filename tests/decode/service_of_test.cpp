#include "decode/service_of.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "decode/decoder.hpp"
#include "decode/diameter.hpp"
#include "decode/ngap.hpp"
#include "decode/pfcp.hpp"
#include "decode/radius.hpp"
#include "decode/s1ap.hpp"
#include "decode/sgsap.hpp"
#include "decode/sip.hpp"
#include "simulate/access_point_name.hpp"
#include "simulate/sgsap_builder.hpp"
#include "simulate/sip_builder.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/encapsulations.hpp"
#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/layers.hpp"
#include "tests/decode/vectors.hpp"
#include "vocabulary/detail.hpp"

namespace celltally {
namespace {

ServiceClass of_text(std::string_view name) {
  const Octets octets{name.begin(), name.end()};
  return service_of_network(octets);
}

TEST(ServiceOf, ANetworkIsKnownByTheWordsInItsName) {
  struct Case {
    std::string_view name;
    ServiceClass service;
  };
  constexpr Case kCases[] = {
      {"", ServiceClass::none},
      {"internet", ServiceClass::data},
      {"INTERNET", ServiceClass::data},
      {"internet.mnc093.mcc208.gprs", ServiceClass::data},
      {"pinternet.example", ServiceClass::data},
      {"mobile.internet.example", ServiceClass::data},
      {"web.example", ServiceClass::data},
      {"example.wap", ServiceClass::data},
      {"data", ServiceClass::data},
      {"broadband", ServiceClass::data},
      {"ims", ServiceClass::ims},
      {"IMS.mnc093.mcc208.gprs", ServiceClass::ims},
      {"ims.internet.example", ServiceClass::ims},
      {"sos", ServiceClass::ims},
      {"imsa", ServiceClass::other},
      {"x.ims", ServiceClass::other},
      {"database.example", ServiceClass::other},
      {"webcams.example", ServiceClass::other},
      {"iot.example", ServiceClass::other},
      {"mms", ServiceClass::other},
      {"..", ServiceClass::other},
      {".mnc001.mcc001.gprs", ServiceClass::none},
  };
  for (const Case& one : kCases) {
    EXPECT_EQ(of_text(one.name), one.service) << one.name;
    const std::string name{one.name};
    if (name.empty() || name.front() == '.') continue;
    EXPECT_EQ(service_of_network(apn_labels(name)), one.service) << name << " as labels";
  }
}

TEST(ServiceOf, AnyOctetsWillDo) {
  for (unsigned first = 0; first < 256; ++first) {
    for (std::size_t size : {1u, 2u, 101u, 102u, 103u, 255u}) {
      const Octets octets(size, static_cast<std::uint8_t>(first));
      const ServiceClass service = service_of_network(octets);
      const bool only_dots = first == 0 && size == 1;  // a label without letters is no name
      EXPECT_EQ(service, only_dots ? ServiceClass::none : ServiceClass::other)
          << first << ' ' << size;
    }
  }
}

TEST(ServiceOf, TheProcedureSaysMoreThanTheMessageAndThatMoreThanTheNetwork) {
  const Octets ims = apn_labels("ims");
  SignallingMessage message;
  message.apn = ims;
  EXPECT_EQ(service_of(message), ServiceClass::ims);
  message.service = ServiceClass::voice;
  EXPECT_EQ(service_of(message), ServiceClass::voice);
  message.kind = EventKind::text;
  EXPECT_EQ(service_of(message), ServiceClass::text);
  message.kind = EventKind::call;
  EXPECT_EQ(service_of(message), ServiceClass::voice);
  EXPECT_EQ(service_of(SignallingMessage{}), ServiceClass::none);
}

// By name, those that say something.
template <typename Decode>
std::map<std::string, std::string> services_in(const std::string& file, std::string_view beginning,
                                               Decode decode) {
  std::map<std::string, std::string> services;
  for (const Vector& one : vectors_of(file, beginning)) {
    for (const SignallingMessage& got : decode(one.octets).all) {
      const std::string service = to_text(Statistic::events, Detail::of(service_of(got)));
      if (!service.empty()) services[one.name] = service;
    }
  }
  return services;
}

using Services = std::map<std::string, std::string>;

TEST(ServiceOf, WhatTheVectorsOfEachProtocolSay) {
  const auto as = [](DecodedPdu::Decode decode) {
    return [decode](const Octets& octets) { return DecodedPdu{decode, octets}; };
  };
  EXPECT_EQ(services_in("gtp", "g2", [](const Octets& all) { return DecodedGtpv2{all}; }),
            (Services{{"g2_csreq", "data"}}));
  EXPECT_EQ(services_in("gtp", "g1", [](const Octets& all) { return DecodedGtpv1{all}; }),
            (Services{}));
  EXPECT_EQ(services_in("s1ap", "", as(decode_s1ap)), (Services{{"nas_esr_mo_csfb", "voice"}}));
  EXPECT_EQ(services_in("ngap", "", as(decode_ngap)), (Services{{"made_short_message", "text"}}));
  EXPECT_EQ(services_in("pfcp", "", as(decode_pfcp)), (Services{{"pfcp", "data"}}));
  EXPECT_EQ(services_in("diameter", "", as(decode_diameter)), (Services{{"d_ccri", "data"},
                                                                        {"d_uli0", "data"},
                                                                        {"d_uli128", "data"},
                                                                        {"d_uli130", "data"},
                                                                        {"d_uli131", "data"},
                                                                        {"d_uli133", "data"},
                                                                        {"d_uli134", "data"},
                                                                        {"d_uli136", "data"},
                                                                        {"d_uli137", "data"},
                                                                        {"d_uli2", "data"}}));
  EXPECT_EQ(services_in("radius", "", as(decode_radius)), (Services{{"r_sgi_start", "data"}}));
  EXPECT_EQ(services_in("sgsap", "", as(decode_sgsap)), (Services{{"s_sgs_svc", "voice"}}));
  EXPECT_EQ(services_in("sip", "", as(decode_sip)), (Services{}));
}

TEST(ServiceOf, SgsSaysForWhatADeviceIsCalled) {
  using namespace sgsap;  // NOLINT(google-build-using-namespace): the builders
  constexpr std::uint8_t kPagingRequest = 1;
  constexpr ServiceClass kServices[] = {ServiceClass::none, ServiceClass::voice, ServiceClass::text,
                                        ServiceClass::none};
  for (std::uint8_t indicator = 0; indicator < 4; ++indicator) {
    const Octets paging = message(kPagingRequest, {service_indicator(indicator)});
    const DecodedPdu got{decode_sgsap, paging};
    EXPECT_EQ(service_of(got.message), kServices[indicator]) << int{indicator};
  }
}

// Of those whose vectors have no such message.
TEST(ServiceOf, AnAccessPointOf3gAndTheMethodsOfSip) {
  constexpr std::uint8_t kCreateContext = 16;
  const Octets create =
      gtpv1_messages::message(kCreateContext, 0, {gtpv1_messages::element(131, "03696d73")});
  EXPECT_EQ(service_of(DecodedGtpv1{create}.message), ServiceClass::ims);
  const auto of_sip = [](std::string_view method) {
    return service_of(DecodedPdu{decode_sip, sip::request(method, {})}.message);
  };
  EXPECT_EQ(of_sip("INVITE"), ServiceClass::voice);
  EXPECT_EQ(of_sip("MESSAGE"), ServiceClass::text);
  EXPECT_EQ(of_sip("REGISTER"), ServiceClass::none);
}

TEST(ServiceOf, TheDecoderSaysItOfEveryMessage) {
  using namespace layers;  // NOLINT(google-build-using-namespace): the builders
  Decoder decoder{{.frames = kSmall}};
  const auto service_in = [&](std::uint16_t port, const Octets& payload) {
    MessageBurst burst;
    Octets bytes = ipv4({}, udp(40000, port, payload));
    decoder.decode(packet_of(bytes, LinkType::raw_ip), burst);
    EXPECT_EQ(burst.size(), 1u);
    return burst.size() == 0 ? ServiceClass::none : burst[0].service;
  };
  const auto gtp = vectors_of("gtp", "g2_csreq");
  const auto pfcp = vectors_of("pfcp", "pfcp");
  EXPECT_EQ(service_in(2123, gtp.front().octets), ServiceClass::data) << "the usual way";
  EXPECT_EQ(service_in(8805, pfcp.front().octets), ServiceClass::data) << "the way of the others";
}

}  // namespace
}  // namespace celltally
