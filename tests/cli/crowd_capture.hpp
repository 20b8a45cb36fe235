#pragma once

#include <cstdint>
#include <string>

#include "simulate/capture_writer.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/gtpv2_builder.hpp"

namespace celltally::testing {

// Writes captures with made-up people: an attach of each in some cell. Whole once it is gone.
class CrowdCapture {
 public:
  static constexpr std::int64_t kNoon = 1'767'268'800;  // 2026-01-01T12:00:00Z

  explicit CrowdCapture(const std::string& path) : writer_(*CaptureWriter::open(path)) {}
  CrowdCapture(const CrowdCapture&) = delete;
  CrowdCapture& operator=(const CrowdCapture&) = delete;
  ~CrowdCapture() { writer_.close(); }

  // People `first` to `first` + `count` - 1, a second apart. The MME asks and the SGW accepts.
  void attach(std::int64_t at_s, std::uint32_t first, std::uint32_t count, const char* cell) {
    for (std::uint32_t person = first; person < first + count; ++person) {
      attach_one(Timestamp::from_seconds(at_s + (person - first)), person, cell);
    }
  }

  // Things on NB-IoT, likewise.
  void attach_machines(std::int64_t at_s, std::uint32_t first, std::uint32_t count,
                       const char* cell) {
    rat_ = 8;
    attach(at_s, first, count, cell);
    rat_ = 6;
  }

  // By the SGW's TEID alone, so that the person must be joined.
  void become_idle(Timestamp at, std::uint32_t person) {
    using namespace gtpv2;
    write(at, {mme_, sgw_},
          release_access_bearers_request({}, {.teid = sgw_teid(person), .sequence = next_++}));
  }

  // Likewise; the message names the cell.
  void ask_for_service(Timestamp at, std::uint32_t person, const char* cell) {
    using namespace gtpv2;
    write(at, {mme_, sgw_},
          modify_bearer_request({uli({cell}), bearer_context({fteid(Interface::s1u_enb, 7, mme_)})},
                                {.teid = sgw_teid(person), .sequence = next_++}));
  }

  void write(Timestamp at, const UdpFlow& flow, const Octets& message) {
    writer_.write(at, udp_frame(flow, message));
  }

  static std::string imsi_of(std::uint32_t person) {
    return "00101" + std::to_string(9'000'000'000 + person);
  }

  const NodeAddress& mme() const { return mme_; }
  const NodeAddress& sgw() const { return sgw_; }

 private:
  static std::uint32_t sgw_teid(std::uint32_t person) { return 0x20000 + person; }

  void attach_one(Timestamp at, std::uint32_t person, const char* cell) {
    using namespace gtpv2;
    const std::uint32_t sequence = next_++;
    const std::uint32_t mme_teid = 0x10000 + person;
    write(at, {mme_, sgw_},
          create_session_request({imsi(imsi_of(person)), uli({"tai:001-01-0001", cell}), rat(rat_),
                                  fteid(Interface::s11_mme, mme_teid, mme_)},
                                 {.sequence = sequence}));
    write({at.ns + 1'000'000}, {sgw_, mme_},
          create_session_response({cause(16), fteid(Interface::s11_sgw, sgw_teid(person), sgw_)},
                                  {.teid = mme_teid, .sequence = sequence}));
  }

  NodeAddress mme_ = node("10.0.0.1");
  NodeAddress sgw_ = node("10.0.0.2");
  CaptureWriter writer_;
  std::uint32_t next_ = 1;
  std::uint8_t rat_ = 6;  // TS 29.274 8.17: EUTRAN
};

}  // namespace celltally::testing
