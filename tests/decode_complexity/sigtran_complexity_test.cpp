// The worst messages of M3UA, SUA, SCCP and BSSAP: as much work as there are octets, also where
// messages come in pieces.
#include "decode/sigtran_transport.hpp"
#include "simulate/bssap_builder.hpp"
#include "simulate/sigtran_builder.hpp"
#include "tests/decode_complexity/work_of_messages.hpp"

namespace celltally {
namespace {

// What one transport does for messages of M3UA, each a packet of its own.
class M3uaTap {
 public:
  void read(Octets message) {
    burst_->clear();
    Datagram datagram;
    datagram.payload = message;
    const std::uint64_t before = executed_blocks();
    transport_.begin_packet(Timestamp::from_seconds(1'700'000'000));
    transport_.decode_m3ua(datagram, *burst_);
    work_.blocks += executed_blocks() - before;
    work_.octets += message.size();
  }
  Work work() const { return work_; }

 private:
  SigtranTransport transport_;
  std::unique_ptr<MessageBurst> burst_ = std::make_unique<MessageBurst>();
  Work work_;
};

TEST(Complexity, M3uaAndSccpAreLinear) {
  const auto m3ua = [](const Octets& sccp) { return sigtran::m3ua({}, sccp); };
  // A connection request whose optional part is all of this.
  const auto request = [&](const Octets& options) {
    return m3ua(join({{1, 0, 0, 1, 2, 2, 4, 2, 0x42, 0xfe}, options}));
  };
  const auto bssmap = [&](const Octets& elements) {
    return m3ua(sigtran::data_form_1(1, bssap::bssmap(0x57, {elements})));
  };
  const WorstMessage messages[] = {
      {"empty parameters",
       [](auto n) {
         return sigtran::message(1, 1, {repeated({0, 0x11, 0, 4}, n)});
       },
       4000},
      {"parameters of length zero",
       [](auto n) {
         return sigtran::message(1, 1, {repeated({0, 0x11, 0, 0}, n)});
       },
       4000},
      {"empty data",
       [](auto n) {
         return sigtran::message(1, 1, {repeated({2, 0x10, 0, 4}, n)});
       },
       4000},
      {"empty optional parts",
       [&](auto n) {
         return request(repeated({0x11, 0}, n));
       },
       7500},
      {"data, again and again",
       [&](auto n) {
         return request(repeated({0x0f, 1, 0}, n));
       },
       5000},
      {"empty elements of BSSMAP",
       [&](auto n) {
         return bssmap(repeated({0x7e, 0}, n));
       },
       30},
      {"cells of BSSMAP",
       [&](auto n) {
         return bssmap(repeated({0x1a, 1, 0}, n));
       },
       20},
  };
  SigtranTransport transport;
  expect_linear_work(messages, [&](const Datagram& datagram, MessageBurst& burst) {
    transport.begin_packet({});
    transport.decode_m3ua(datagram, burst);
  });
}

TEST(Complexity, SuaIsLinear) {
  const WorstMessage messages[] = {
      {"empty parameters",
       [](auto n) {
         return sigtran::message(8, 1, {repeated({0, 0x11, 0, 4}, n)});
       },
       4000},
      {"parameters of length zero",
       [](auto n) {
         return sigtran::message(8, 1, {repeated({0, 0x11, 0, 0}, n)});
       },
       4000},
      {"empty addresses",
       [](auto n) {
         return sigtran::message(8, 1, {repeated({1, 2, 0, 4}, n)});
       },
       4000},
      {"addresses of empty parameters",
       [](auto n) {
         return sigtran::message(
             8, 1,
             {sigtran::parameter(0x0103, join({{0, 2, 0, 1}, repeated({0x80, 3, 0, 4}, n)}))});
       },
       4000},
  };
  SigtranTransport transport;
  expect_linear_work(messages, [&](const Datagram& datagram, MessageBurst& burst) {
    transport.begin_packet({});
    transport.decode_sua(datagram, burst);
  });
}

TEST(Complexity, PiecesOfSccpAreLinear) {
  const Octets piece(8, 0x11);
  // One connection after another begins a message that never ends; then all in turns.
  expect_linear(
      [&](std::size_t n) {
        M3uaTap tap;
        for (std::uint32_t i = 0; i < n; ++i) {
          tap.read(sigtran::m3ua({}, sigtran::data_form_1(i & 0xffffff, piece, true)));
        }
        return tap.work();
      },
      1000);
  expect_linear(
      [&](std::size_t n) {
        M3uaTap tap;
        for (std::uint32_t i = 0; i < n; ++i) {
          tap.read(sigtran::m3ua({}, sigtran::data_form_1(i % 256, piece, true)));
        }
        return tap.work();
      },
      1000);
  // One message in ever more pieces.
  expect_linear(
      [&](std::size_t n) {
        M3uaTap tap;
        for (std::uint32_t i = 0; i < n; ++i)
          tap.read(sigtran::m3ua({}, sigtran::data_form_1(1, piece, true)));
        return tap.work();
      },
      1000);
}

}  // namespace
}  // namespace celltally
