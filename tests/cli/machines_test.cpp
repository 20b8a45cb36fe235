#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/access_point_name.hpp"
#include "simulate/capture_writer.hpp"
#include "simulate/diameter_builder.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/gtpv1_builder.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/nas_5gs_builder.hpp"
#include "simulate/nas_eps_builder.hpp"
#include "simulate/ngap_builder.hpp"
#include "simulate/octet_writer.hpp"
#include "simulate/pfcp_builder.hpp"
#include "simulate/radius_builder.hpp"
#include "simulate/s1ap_builder.hpp"
#include "simulate/sctp_builder.hpp"
#include "tests/cli/program_run.hpp"
#include "vocabulary/place.hpp"

// One capture with a machine of each kind that rules and protocols know, each in a cell of its own
// with one person who does the same.
namespace celltally {
namespace {

using testing::ProgramRun;
using testing::TemporaryFolder;

constexpr std::int64_t kNoon = 1'767'268'800;  // 2026-01-01T12:00:00Z

constexpr std::string_view kRules =
    "imsi 0010190  # the meters\n"
    "tac 35345678\n"
    "apn iot.example\n"
    "apn *.meters.example\n";

// What a message says of a device; one of the three is a machine's, or none.
struct Device {
  std::string imsi = "001015";
  std::string imei = "3599999990123456";
  std::string apn = "internet";
  std::uint8_t slice = 1;
  std::uint8_t rat = 6;
};

class Machines : public ::testing::Test {
 protected:
  Machines() : writer_(*CaptureWriter::open(capture_)) { std::ofstream{rules_} << kRules; }

  // The cell's hexadecimal digits, of a number that is used once.
  std::string next_cell(std::string_view kind) {
    const std::string digits = std::to_string(1000 + ++cells_);
    names_[digits] = kind;
    return digits;
  }
  // A whole IMSI, of somebody new.
  static std::string imsi_of(const Device& device, std::uint32_t person) {
    const std::string digits = std::to_string(person);
    return device.imsi + std::string(15 - device.imsi.size() - digits.size(), '0') + digits;
  }
  Timestamp now() { return Timestamp::from_seconds(kNoon + ++seconds_); }

  void udp(const UdpFlow& flow, const Octets& message) {
    writer_.write(now(), udp_frame(flow, message));
  }
  void sctp(std::uint16_t port, std::uint32_t ppid, const Octets& message) {
    const Octets packet = sctp::packet({.destination_port = port},
                                       {sctp::data({.tsn = ++tsn_, .ppid = ppid}, message)});
    writer_.write(now(), ethernet(sctp_packet(radio_, core_, packet)));
  }

  std::map<std::string, int> people_by_kind(bool with_rules) {
    ProgramRun::Arguments arguments{"replay", "--exact", "--json", capture_};
    if (with_rules) arguments.insert(arguments.end(), {"--machines", rules_});
    const ProgramRun run = ProgramRun::of(arguments);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    std::map<std::string, int> people;
    std::istringstream lines{run.out};
    for (std::string line; std::getline(lines, line);) {
      const auto row = nlohmann::json::parse(line);
      if (row["stat"] != "presence") continue;
      const std::string place = row["place"];
      for (const auto& [digits, name] : names_) {
        if (place.ends_with(digits)) people[name] += row["value"].get<int>();
      }
    }
    return people;
  }

  void gtpv2(std::string_view kind, const Device& machine);
  void gtpv1(std::string_view kind, const Device& machine);
  void diameter(std::string_view kind, const Device& machine);
  void radius(std::string_view kind, const Device& machine);
  void s1ap(std::string_view kind, const Device& machine);
  void ngap_by_identity(std::string_view kind, const Device& machine);
  void ngap_by_pfcp(std::string_view kind, const Device& machine);

  template <typename Tell>
  void of_both(std::string_view kind, const Device& machine, const Tell& tell) {
    const std::string cell = next_cell(kind);
    for (const Device& device : {Device{}, machine}) tell(device, ++people_, cell);
  }

  TemporaryFolder folder_;
  std::string capture_ = folder_.path("machines.pcap");
  std::string rules_ = folder_.path("machines.txt");
  CaptureWriter writer_;
  NodeAddress radio_ = node("192.0.2.11");
  NodeAddress core_ = node("192.0.2.22");
  std::map<std::string, std::string> names_;
  int cells_ = 0;
  std::int64_t seconds_ = 0;
  std::uint32_t people_ = 0;
  std::uint32_t tsn_ = 0;
};

void Machines::gtpv2(std::string_view kind, const Device& machine) {
  using namespace celltally::gtpv2;  // NOLINT(google-build-using-namespace): the builders
  of_both(kind, machine, [this](const Device& device, std::uint32_t person, const std::string& id) {
    udp({radio_, core_},
        create_session_request({imsi(imsi_of(device, person)), mei(device.imei),
                                uli({"tai:001-01-0001", "ecgi:001-01-000" + id}), rat(device.rat),
                                fteid(Interface::s11_mme, person, radio_), apn(device.apn)},
                               {.sequence = person}));
  });
}

void Machines::gtpv1(std::string_view kind, const Device& machine) {
  using namespace celltally::gtpv1;  // NOLINT(google-build-using-namespace): the builders
  of_both(kind, machine, [this](const Device& device, std::uint32_t person, const std::string& id) {
    udp({radio_, core_},
        create_pdp_context_request({imsi(imsi_of(device, person)), teid_control(person),
                                    apn(device.apn), gsn_address(radio_), gsn_address(radio_),
                                    uli("sai:001-01-0303-" + id), imeisv(device.imei)},
                                   {.sequence = static_cast<std::uint16_t>(person)}));
  });
}

Octets user_location_of(const std::string& id) {
  const Place cell = *place_from_text("ecgi:001-01-000" + id);
  OctetWriter writer;
  writer.u8(129).u24(cell.plmn().octets).u32(static_cast<std::uint32_t>(cell.id()));
  return std::move(writer).take();
}

void Machines::diameter(std::string_view kind, const Device& machine) {
  using namespace celltally::diameter;  // NOLINT(google-build-using-namespace): the builders
  of_both(kind, machine, [this](const Device& device, std::uint32_t person, const std::string& id) {
    const Octets begins =
        request(kGx, 272,
                {session_id("pgw.example;" + std::to_string(person)), origin_host("pgw.example"),
                 cc_request_type(kInitial), subscription_id(1, imsi_of(device, person)),
                 user_equipment(0, device.imei), called_station_id(device.apn),
                 user_location(user_location_of(id))},
                {.end_to_end = person});
    sctp(3868, 46, begins);
  });
}

void Machines::radius(std::string_view kind, const Device& machine) {
  using namespace celltally::radius;  // NOLINT(google-build-using-namespace): the builders
  of_both(kind, machine, [this](const Device& device, std::uint32_t person, const std::string& id) {
    udp({radio_, core_, 1813, 1813},
        accounting_request({acct_status_type(kStart), acct_session_id(std::to_string(person)),
                            imsi(imsi_of(device, person)), imeisv(device.imei),
                            called_station_id(device.apn), user_location(user_location_of(id))},
                           {.identifier = static_cast<std::uint8_t>(person),
                            .authenticator = static_cast<std::uint8_t>(person)}));
  });
}

void Machines::s1ap(std::string_view kind, const Device& machine) {
  using namespace celltally::s1ap;  // NOLINT(google-build-using-namespace): the builders
  of_both(kind, machine, [this](const Device& device, std::uint32_t person, const std::string& id) {
    const Octets connect =
        nas_eps::joined({{0x02, 0x01, 0xd0, 0x11}, nas_eps::tlv(0x28, apn_labels(device.apn))});
    const Octets attach =
        nas_eps::message(0x41, nas_eps::joined({{0x71},
                                                nas_eps::lv(nas_eps::imsi(imsi_of(device, person))),
                                                nas_eps::lv({0xe0, 0xe0}),
                                                nas_eps::lve(connect)}));
    sctp(36412, 18,
         initial_ue_message({enb_ue_id(person), nas_pdu(attach), s1ap::tai("tai:001-01-0001"),
                             cell("ecgi:001-01-000" + id)}));
  });
}

void Machines::ngap_by_identity(std::string_view kind, const Device& machine) {
  of_both(kind, machine, [this](const Device& device, std::uint32_t person, const std::string& id) {
    const Octets suci = nas_5gs::suci_null("001-01", imsi_of(device, person).substr(5));
    const Octets request = nas_5gs::message(0x41, nas_5gs::registration_request(1, suci));
    sctp(38412, 60,
         ngap::initiating(15, {ngap::ran_ue(person), ngap::nas(request),
                               ngap::location("ncgi:001-01-00000" + id, "tai:001-01-000001")}));
  });
}

// The core says what it is, the radio network where: joined by the tunnel of the session.
void Machines::ngap_by_pfcp(std::string_view kind, const Device& machine) {
  const NodeAddress upf = node("192.0.2.33");
  of_both(kind, machine, [&](const Device& device, std::uint32_t person, const std::string& id) {
    const std::string digits = imsi_of(device, person);
    udp({core_, upf, 8805, 8805},
        pfcp::session(50, 0, person,
                      {pfcp::f_seid(person, {core_}), pfcp::user_id({.imsi = digits}),
                       pfcp::apn_dnn(device.apn), pfcp::s_nssai(device.slice),
                       pfcp::create_pdr(0, {pfcp::f_teid(0x5000 + person, {upf})})}));
    const std::vector<ngap::Session> sessions{{.upf = {upf}, .teid = 0x5000 + person}};
    const ngap::Elements ids{ngap::amf_ue(person), ngap::ran_ue(person)};
    ngap::Elements set_up = ids;
    set_up.push_back(ngap::sessions_to_set_up(sessions));
    const Octets packet =
        sctp::packet({.source_port = 38412, .destination_port = 40000, .tag = 0x22222222},
                     {sctp::data({.tsn = ++tsn_, .ppid = 60}, ngap::initiating(29, set_up))});
    writer_.write(now(), ethernet(sctp_packet(core_, radio_, packet)));
    ngap::Elements uplink = ids;
    uplink.push_back(ngap::location("ncgi:001-01-00000" + id, "tai:001-01-000001"));
    sctp(38412, 60, ngap::initiating(46, uplink));
  });
}

TEST_F(Machines, AreNobodyWhoeverSaysThatTheyAreMachines) {
  const Device by_imsi{.imsi = "0010190"};
  const Device by_type{.imei = "3534567890123456"};
  const Device by_apn{.apn = "IOT.example"};
  const Device by_wide_apn{.apn = "water.meters.example"};
  gtpv2("IMSI, GTPv2", by_imsi);
  gtpv2("type, GTPv2", by_type);
  gtpv2("APN, GTPv2", by_apn);
  gtpv2("RAT, GTPv2", {.rat = 8});
  gtpv1("IMSI, GTPv1", by_imsi);
  gtpv1("type, GTPv1", by_type);
  gtpv1("APN, GTPv1", by_wide_apn);
  diameter("IMSI, Diameter", by_imsi);
  diameter("type, Diameter", by_type);
  diameter("APN, Diameter", by_apn);
  radius("IMSI, RADIUS", by_imsi);
  radius("type, RADIUS", by_type);
  radius("APN, RADIUS", by_apn);
  s1ap("IMSI, S1AP", by_imsi);
  s1ap("APN, S1AP", by_apn);
  ngap_by_identity("IMSI, NGAP", by_imsi);
  ngap_by_pfcp("DNN, PFCP", by_apn);
  ngap_by_pfcp("IMSI, PFCP", by_imsi);
  ngap_by_pfcp("slice, PFCP", {.slice = 3});

  writer_.close();
  const auto without = people_by_kind(false);
  const auto with = people_by_kind(true);
  EXPECT_EQ(with.size(), names_.size());
  for (const auto& [digits, kind] : names_) {
    const bool by_protocol = kind == "RAT, GTPv2" || kind == "slice, PFCP";
    EXPECT_EQ(without.at(kind), by_protocol ? 1 : 2) << kind;
    EXPECT_EQ(with.at(kind), 1) << kind;
  }
}

}  // namespace
}  // namespace celltally
