// What reading an S1AP message costs, without the layers below it. Items are messages.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "decode/s1ap.hpp"
#include "simulate/nas_eps_builder.hpp"
#include "simulate/s1ap_builder.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kDevices = 1000;

constexpr auto kCell = "ecgi:001-01-0012301";
constexpr auto kArea = "tai:001-01-0001";

// One message of each of many devices, all in cache.
template <typename Build>
void read(benchmark::State& state, Build build) {
  static constexpr std::array<std::uint8_t, 4> kEnb{192, 0, 2, 1};
  static constexpr std::array<std::uint8_t, 4> kMme{192, 0, 2, 2};
  std::vector<Octets> messages;
  for (std::uint32_t device = 1; device <= kDevices; ++device) messages.push_back(build(device));
  const auto burst = std::make_unique<MessageBurst>();
  Datagram pdu;
  pdu.source = IpAddress::of(kEnb);
  pdu.destination = IpAddress::of(kMme);
  pdu.source_port = 40000;
  pdu.destination_port = 36412;
  std::size_t next = 0;
  for (auto _ : state) {
    for (int i = 0; i < 32; ++i) {
      pdu.payload = messages[next];
      next = next + 1 < messages.size() ? next + 1 : 0;
      benchmark::DoNotOptimize(decode_s1ap(pdu, *burst));
    }
    burst->clear();
  }
  state.SetItemsProcessed(state.iterations() * 32);
}

void BM_DecodeS1apInitialUeMessage(benchmark::State& state) {
  read(state, [](std::uint32_t device) {
    return s1ap::initial_ue_message(
        {s1ap::enb_ue_id(device), s1ap::nas_pdu(nas_eps::service_request()), s1ap::tai(kArea),
         s1ap::cell(kCell), s1ap::rrc_cause(0x40), s1ap::s_tmsi(0xa5, 0xc0000000 + device),
         s1ap::gummei("001-01", 0x8001, 0xa5)});
  });
}
BENCHMARK(BM_DecodeS1apInitialUeMessage);

// Ciphered, as nearly all of them are.
void BM_DecodeS1apUplinkNasTransport(benchmark::State& state) {
  read(state, [](std::uint32_t device) {
    const Octets ciphered(12, 0x5a);
    const Octets nas = nas_eps::in_security_header(2, ciphered);
    return s1ap::uplink_nas_transport({s1ap::mme_ue_id(0x1000000 + device), s1ap::enb_ue_id(device),
                                       s1ap::nas_pdu(nas), s1ap::cell(kCell), s1ap::tai(kArea)});
  });
}
BENCHMARK(BM_DecodeS1apUplinkNasTransport);

// The largest share of packets.
void BM_DecodeS1apPaging(benchmark::State& state) {
  read(state, [](std::uint32_t device) {
    return s1ap::message(
        10, s1ap::kInitiating,
        {s1ap::element(80, {0xaa, 0x80}), s1ap::paging_by_s_tmsi(0xa5, 0xc0000000 + device),
         s1ap::element(109, {0x00}),
         s1ap::element(46, {0x00, 0x00, 0x2f, 0x40, 6, 0x00, 0x00, 0xf1, 0x10, 0x00, 0x01})});
  });
}
BENCHMARK(BM_DecodeS1apPaging);

}  // namespace
}  // namespace celltally
