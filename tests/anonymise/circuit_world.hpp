#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulate/bssap_builder.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/nas_2g_builder.hpp"
#include "simulate/node_address.hpp"
#include "simulate/ranap_builder.hpp"
#include "simulate/sctp_builder.hpp"
#include "simulate/sigtran_builder.hpp"
#include "tests/anonymise/tmsi_pool.hpp"

namespace celltally::test {

// A made-up network of the circuit domain (A interface of two BSCs, Iu-CS of two RNCs, one MSC)
// whose every packet says which device it is about: devices that are switched on and off, call,
// answer, move between location areas; radio nodes that restart; references and TMSIs that are
// given to others as soon as they are free, often at once. A TMSI that was given under ciphers is
// given to somebody else only when its registration is out of age: sooner, nobody could tell.
class CircuitWorld {
 public:
  struct Told {
    std::int64_t second;
    Octets packet;
    int device;  // -1: of nobody
  };
  struct Shape {
    int devices = 40;
    std::int64_t step_s = 20;        // at most, from one procedure to the next
    unsigned open_in_100 = 40;       // of devices: NAS can be read
    unsigned common_id_in_100 = 30;  // of connections
    unsigned restarts_in_1000 = 5;
  };

  CircuitWorld(std::uint64_t seed, const Shape& shape) : random_(seed), shape_(shape) {
    for (int i = 0; i < shape.devices; ++i) {
      devices_.push_back({.number = i, .open = chance(shape.open_in_100, 100)});
    }
    for (std::uint32_t i = 1; i <= 2 * static_cast<std::uint32_t>(shape.devices); ++i) {
      for (auto& free : references_) free.push_back(i);
    }
  }

  static std::string imsi(int device) {
    return "00101" + std::to_string(10'000'000'001 + device).substr(1);
  }

  // What the taps see of the next procedure of some device.
  std::vector<Told> next() {
    told_.clear();
    second_ += static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(shape_.step_s + 1));
    if (chance(shape_.restarts_in_1000, 1000)) {
      restart(pick(kRadioNodes));
    } else {
      act(devices_[random_() % devices_.size()]);
    }
    return std::move(told_);
  }

 private:
  static constexpr int kRadioNodes = 4;  // the last two speak RANAP
  static constexpr int kMsc = kRadioNodes;

  struct Device {
    int number;
    bool open;
    bool attached = false;
    bool connected = false;
    int at = 0;              // radio node
    std::uint32_t tmsi = 0;  // 0: none
    int tmsi_at = 0;         // the area that it is good in
    std::uint32_t radio_reference = 0, core_reference = 0;
  };

  bool chance(unsigned of, unsigned in) { return random_() % in < of; }
  int pick(int count) { return static_cast<int>(random_() % static_cast<std::uint64_t>(count)); }
  static bool speaks_ranap(int node) { return node >= 2; }
  // Each radio node has a location area.
  static std::string area(int node) { return "lai:001-01-010" + std::to_string(node); }
  static std::string cgi(int node) { return "cgi:001-01-010" + std::to_string(node) + "-0202"; }
  static std::string sai(int node) { return "sai:001-01-010" + std::to_string(node) + "-0404"; }

  void tell(int device, int from, int to, const Octets& sccp) {
    const auto point = [](int node) { return static_cast<std::uint32_t>(10 + node); };
    const Octets message = sigtran::m3ua({.origin = point(from), .destination = point(to)}, sccp);
    const Octets chunk = sctp::data({.tsn = ++tsn_, .ppid = 3}, message);
    told_.push_back({second_,
                     ethernet(sctp_packet(node("192.0.2.1"), node("192.0.2.2"),
                                          sctp::packet({.destination_port = 2905}, {chunk}))),
                     device});
  }
  void up(const Device& device, const Octets& data) {
    tell(device.number, device.at, kMsc, sigtran::data_form_1(device.core_reference, data));
  }
  void down(const Device& device, const Octets& data) {
    tell(device.number, kMsc, device.at, sigtran::data_form_1(device.radio_reference, data));
  }

  void act(Device& device) {
    if (!device.attached) return update_location(device, pick(kRadioNodes));
    if (device.connected) return chance(1, 3) ? report(device) : disconnect(device);
    switch (random_() % 6) {
      case 0: return update_location(device, pick(kRadioNodes));
      case 1: return detach(device);
      case 2: return connect(device, nas_2g::paging_response(nas_2g::tmsi(device.tmsi)));
      default: return connect(device, nas_2g::cm_service_request(1, nas_2g::tmsi(device.tmsi)));
    }
  }

  void connect(Device& device, const Octets& nas) {
    auto& radio = references_[static_cast<std::size_t>(device.at)];
    device.radio_reference = take(radio);
    device.core_reference = take(references_[kMsc]);
    device.connected = true;
    const bool ranap = speaks_ranap(device.at);
    const Octets first = ranap
                             ? ranap::initial_ue({ranap::domain(false), ranap::lai(area(device.at)),
                                                  ranap::sai(sai(device.at)), ranap::nas(nas)})
                             : bssap::complete_layer_3(cgi(device.at), nas);
    tell(device.number, device.at, kMsc,
         sigtran::connection_request(device.radio_reference,
                                     ranap ? sigtran::kRanap : sigtran::kBssap, first));
    tell(device.number, kMsc, device.at,
         sigtran::connection_confirm(device.radio_reference, device.core_reference));
    if (!chance(shape_.common_id_in_100, 100)) return;
    down(device, ranap ? ranap::common_id(imsi(device.number))
                       : bssap::bssmap(0x2f, {bssap::imsi(imsi(device.number))}));
  }

  void disconnect(Device& device) {
    const bool ranap = speaks_ranap(device.at);
    down(device, ranap ? ranap::iu_release_command(83) : bssap::bssmap(0x20, {bssap::cause(9)}));
    if (!ranap) up(device, bssap::bssmap(0x21, {}));
    tell(device.number, kMsc, device.at,
         sigtran::released(device.radio_reference, device.core_reference));
    tell(device.number, device.at, kMsc,
         sigtran::release_complete(device.core_reference, device.radio_reference));
    free_references(device);
  }
  void free_references(Device& device) {
    give_back(references_[static_cast<std::size_t>(device.at)], device.radio_reference);
    give_back(references_[kMsc], device.core_reference);
    device.connected = false;
  }

  void report(const Device& device) {
    if (speaks_ranap(device.at)) {
      return up(device, ranap::location_report({ranap::area_identity(sai(device.at))}));
    }
    up(device, bssap::bssmap(0x02, {bssap::cell(cgi(device.at))}));
  }

  void update_location(Device& device, int at) {
    device.at = at;
    const bool by_tmsi = device.tmsi != 0 && !chance(1, 5);
    const Octets identity = by_tmsi ? nas_2g::tmsi(device.tmsi) : nas_2g::imsi(imsi(device.number));
    connect(device, nas_2g::location_updating_request(device.attached ? 0 : 2, area(device.tmsi_at),
                                                      identity));
    drop_tmsi(device);
    device.tmsi = take_tmsi(device.open);
    device.tmsi_at = at;
    if (device.open) {
      const Octets accept = nas_2g::location_updating_accept(area(at), nas_2g::tmsi(device.tmsi));
      down(device,
           speaks_ranap(at) ? ranap::direct_transfer({ranap::nas(accept)}) : bssap::dtap(accept));
    }
    device.attached = true;
    disconnect(device);
  }

  void detach(Device& device) {
    connect(device, nas_2g::imsi_detach(nas_2g::tmsi(device.tmsi)));
    disconnect(device);
    device.attached = false;
    if (chance(1, 2)) drop_tmsi(device);
  }

  void restart(int radio) {
    for (Device& device : devices_) {
      if (device.connected && device.at == radio) free_references(device);
    }
    const Octets reset = speaks_ranap(radio)
                             ? ranap::message(ranap::kInitiating, 9, {ranap::domain(false)})
                             : bssap::bssmap(0x30, {bssap::cause(1)});
    tell(-1, radio, kMsc,
         sigtran::unitdata(speaks_ranap(radio) ? sigtran::kRanap : sigtran::kBssap, reset));
  }

  static std::uint32_t take(std::deque<std::uint32_t>& free) {
    const std::uint32_t number = free.front();
    free.pop_front();
    return number;
  }
  void give_back(std::deque<std::uint32_t>& free, std::uint32_t number) {
    chance(1, 2) ? free.push_front(number) : free.push_back(number);
  }
  void drop_tmsi(Device& device) {
    if (device.tmsi != 0) tmsis_.give_back(device.tmsi, second_);
    device.tmsi = 0;
  }
  std::uint32_t take_tmsi(bool seen) {
    return tmsis_.take(second_, seen ? 0 : TmsiPool::kOutOfAge);
  }

  std::mt19937_64 random_;
  Shape shape_;
  std::int64_t second_ = 1'767'225'600;
  std::vector<Device> devices_;
  std::array<std::deque<std::uint32_t>, kRadioNodes + 1> references_;
  TmsiPool tmsis_{1};
  std::uint32_t tsn_ = 0;
  std::vector<Told> told_;
};

}  // namespace celltally::test
