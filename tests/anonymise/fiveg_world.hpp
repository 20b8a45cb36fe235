#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/anonymise/fiveg_wire.hpp"
#include "tests/anonymise/tmsi_pool.hpp"

namespace celltally::test {

// A made-up 5G network (N2, N4, Gx) whose every message says which device it is about: devices that
// register, make sessions, fall asleep and wake up, move between gNBs and AMFs, leave; nodes that
// restart; numbers that are given to others as soon as they are free, often at once. A 5G-GUTI that
// was given under ciphers is given to somebody else only when its registration is out of age:
// sooner, nobody could tell.
class FivegWorld {
 public:
  struct Told {
    WireMessage message;
    int device;
  };
  enum class N4 : std::uint8_t { none, nameless, names_users };
  struct Shape {
    int devices = 40;
    std::int64_t step_s = 20;   // at most, from one procedure to the next
    unsigned lost_in_1000 = 0;  // messages that the tap does not see
    N4 n4 = N4::names_users;    // with User ID, or without
    bool gx = true;             // its IMSI, address and APN
    unsigned null_suci_in_100 = 20;
    unsigned open_in_100 = 30;       // of devices: NAS can be read
    unsigned late_core_in_100 = 10;  // of sessions: the tap of N4 and Gx is behind that of N2
    unsigned restarts_in_1000 = 5;
    std::int64_t tmsi_rests_s = 0;  // before it is given to another where everybody can read it
  };

  FivegWorld(std::uint64_t seed, const Shape& shape) : random_(seed), shape_(shape) {
    for (int i = 0; i < shape.devices; ++i) {
      devices_.push_back({.number = i, .open = chance(shape.open_in_100, 100)});
    }
    const auto numbers = 2 * static_cast<std::uint32_t>(shape.devices);
    for (std::uint32_t i = 1; i <= numbers; ++i) {
      for (Free& free : ran_ids_) free.push_back(i);
      for (Free& free : amf_ids_) free.push_back(i);
      for (Free& free : addresses_) free.push_back(i);
      for (Free* const free : {&teids_, &smf_seids_, &upf_seids_}) free->push_back(i);
    }
  }

  static std::string imsi(int device) {
    return std::to_string(1010000000001 + device).insert(0, "00");
  }

  // What the taps see of the next procedure of some device.
  std::vector<Told> next() {
    told_.clear();
    second_ += static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(shape_.step_s + 1));
    if (chance(shape_.restarts_in_1000, 1000)) {
      chance(1, 4) ? restart_amf(pick(kAmfs)) : restart_gnb(pick(kGnbs));
    } else {
      act(devices_[random_() % devices_.size()]);
    }
    std::erase_if(told_, [&](const Told&) { return chance(shape_.lost_in_1000, 1000); });
    return std::move(told_);
  }

 private:
  static constexpr int kGnbs = 4;
  static constexpr int kAmfs = 2;
  using Free = std::deque<std::uint32_t>;
  using Elements = ngap::Elements;

  struct Device {
    int number;
    bool open;  // 5G-EA0
    bool registered = false;
    bool connected = false;
    bool session = false;
    int gnb = 0, amf = 0, network = 0;
    std::uint32_t tmsi = 0;  // 0: it has no 5G-GUTI
    int tmsi_amf = 0;
    std::uint32_t ran_id = 0, amf_id = 0, teid = 0, smf_seid = 0, upf_seid = 0, address = 0;
    std::uint32_t gx = 0;
  };

  bool chance(unsigned of, unsigned in) { return random_() % in < of; }
  int pick(int count) { return static_cast<int>(random_() % static_cast<std::uint64_t>(count)); }
  static std::uint32_t take(Free& free) {
    const std::uint32_t id = free.front();
    free.pop_front();
    return id;
  }
  void give_back(Free& free, std::uint32_t id) {
    chance(1, 2) ? free.push_front(id) : free.push_back(id);
  }

  void tell(const Device& device, WireMessage message) {
    message.second = second_;
    told_.push_back({std::move(message), device.number});
  }
  void up(const Device& device, std::uint8_t procedure, const Elements& elements) {
    tell(device, to_amf(device.gnb, device.amf, ngap::initiating(procedure, elements)));
  }
  void down(const Device& device, std::uint8_t procedure, const Elements& elements) {
    tell(device, to_gnb(device.amf, device.gnb, ngap::initiating(procedure, elements)));
  }
  void answer(const Device& device, std::uint8_t procedure, const Elements& elements) {
    tell(device, to_amf(device.gnb, device.amf, ngap::successful(procedure, elements)));
  }
  static Octets ran(const Device& device) { return ngap::ran_ue(device.ran_id); }
  static Octets amf(const Device& device) { return ngap::amf_ue(device.amf_id); }

  void act(Device& device) {
    if (!device.registered) return register_at(device, pick(kAmfs));
    if (!device.connected) {
      if (chance(8, 100)) return register_at(device, pick(kAmfs));  // mobility, or periodic
      return wake(device);
    }
    const auto what = random_() % 12;
    if (what < 3 && device.session) {  // which a handover is of
      return what == 0   ? xn_handover(device)
             : what == 1 ? n2_handover(device, device.amf)
                         : n2_handover(device, pick(kAmfs));
    }
    switch (what) {
      case 3: return deregister(device);
      case 4: return end_session(device);
      case 5:
      case 6: return new_session(device);
      case 7: return send_nas(device);
      default: return release(device);
    }
  }

  void connect(Device& device) {
    device.gnb = pick(kGnbs);
    device.ran_id = take(ran_ids_[static_cast<std::size_t>(device.gnb)]);
    device.amf_id = take(amf_ids_[static_cast<std::size_t>(device.amf)]);
    device.connected = true;
  }

  Octets suci(const Device& device) {
    if (!chance(shape_.null_suci_in_100, 100)) return nas_5gs::suci_concealed(kPlmn, 1, 45);
    return nas_5gs::suci_null(kPlmn, imsi(device.number).substr(5));
  }

  // Initial, mobility and periodic ones: what names the device is the same.
  void register_at(Device& device, int at) {
    const bool moves = device.registered;
    device.amf = at;
    connect(device);
    const bool known = device.tmsi != 0;
    Elements elements{ran(device),
                      ngap::nas(nas_5gs::message(
                          0x41, nas_5gs::registration_request(
                                    moves ? 2 : 1,
                                    known ? guti_of(device.tmsi_amf, device.tmsi) : suci(device)))),
                      location_of(device.gnb)};
    if (known && device.tmsi_amf == at) {
      elements.push_back(ngap::s_tmsi(set_pointer_of(at), device.tmsi));
    }
    up(device, 15, elements);
    down(device, 4, {amf(device), ran(device), ngap::nas(ciphered_nas(1))});
    if (known && !moves && chance(1, 2)) {  // the AMF knows nothing of that 5G-GUTI
      up(device, 46,
         {amf(device), ran(device), ngap::nas(nas_5gs::message(0x5c, nas_5gs::lv_e(suci(device)))),
          location_of(device.gnb)});
    }
    give_guti(device, 14);
    device.registered = true;
    if (moves && chance(1, 2)) end_connection(device);
  }

  // By Initial Context Setup (14) or Downlink NAS Transport (4).
  void give_guti(Device& device, std::uint8_t procedure) {
    drop_guti(device);
    device.tmsi_amf = device.amf;
    device.tmsi = take_tmsi(device.open);
    const Octets guti = nas_5gs::tlv_e(0x77, guti_of(device.amf, device.tmsi));
    const Octets nas = !device.open      ? ciphered_nas(2)
                       : procedure == 14 ? open_nas(0x42, nas_5gs::registration_accept(guti))
                                         : open_nas(0x54, guti);
    down(device, procedure, {amf(device), ran(device), ngap::nas(nas)});
  }
  void drop_guti(Device& device) {
    if (device.tmsi != 0) tmsis_.give_back(device.tmsi, second_);
    device.tmsi = 0;
  }
  std::uint32_t take_tmsi(bool seen) {
    return tmsis_.take(second_, seen ? shape_.tmsi_rests_s : TmsiPool::kOutOfAge);
  }

  void wake(Device& device) {
    connect(device);
    const std::uint16_t set_pointer = set_pointer_of(device.amf);
    Elements elements{
        ran(device),
        ngap::nas(nas_5gs::message(0x4c, nas_5gs::service_request(set_pointer, device.tmsi),
                                   nas_5gs::Security::integrity)),
        location_of(device.gnb), ngap::s_tmsi(set_pointer, device.tmsi)};
    up(device, 15, elements);
    Elements set_up{amf(device), ran(device), ngap::nas(ciphered_nas(4))};
    if (device.session) set_up.push_back(ngap::sessions_in_context(session_of(device.teid, false)));
    down(device, 14, set_up);
    if (device.session) modify_session(device);
    if (chance(1, 3)) give_guti(device, 4);
  }

  void send_nas(const Device& device) {
    up(device, 46, {amf(device), ran(device), ngap::nas(ciphered_nas(3)), location_of(device.gnb)});
  }

  void new_session(Device& device) {
    if (device.session) return;
    device.network = pick(kNetworks);
    device.address = take(addresses_[static_cast<std::size_t>(device.network)]);
    device.teid = take(teids_);
    device.smf_seid = take(smf_seids_);
    device.upf_seid = take(upf_seids_);
    device.gx = ++last_gx_;
    device.session = true;
    const bool late = chance(shape_.late_core_in_100, 100);
    if (!late) tell_core_of_new_session(device);
    down(device, 29,
         {amf(device), ran(device), ngap::sessions_to_set_up(session_of(device.teid, true))});
    if (late) tell_core_of_new_session(device);
  }

  void tell_core_of_new_session(const Device& device) {
    tell_gx(device, diameter::kInitial);
    if (shape_.n4 == N4::none) return;
    pfcp::Elements request{
        pfcp::node_id(kSmf), pfcp::f_seid(device.smf_seid, {kSmf}),
        pfcp::create_pdr(0, {pfcp::f_teid_to_choose(), network_instance("n3")}),
        pfcp::create_pdr(1, {network_instance(kNetwork[static_cast<std::size_t>(device.network)]),
                             pfcp::ue_address({address_of(device)})})};
    const std::string who = imsi(device.number);
    if (shape_.n4 == N4::names_users) request.push_back(pfcp::user_id({.imsi = who}));
    tell(device, to_upf(pfcp::session(50, 0, ++sequence_, request)));
    tell(device, to_smf(pfcp::session(
                     51, device.smf_seid, sequence_,
                     {pfcp::node_id(kUpf), pfcp::cause(1), pfcp::f_seid(device.upf_seid, {kUpf}),
                      pfcp::created_pdr({pfcp::f_teid(device.teid, kN3)})})));
  }

  void modify_session(const Device& device) {
    if (shape_.n4 == N4::none) return;
    tell(device, to_upf(pfcp::session(52, device.upf_seid, ++sequence_, {})));
    tell(device, to_smf(pfcp::session(53, device.smf_seid, sequence_, {pfcp::cause(1)})));
  }

  void end_session(Device& device) {
    if (!device.session) return;
    if (shape_.n4 != N4::none) {
      tell(device, to_upf(pfcp::session(54, device.upf_seid, ++sequence_, {})));
      tell(device, to_smf(pfcp::session(55, device.smf_seid, sequence_, {pfcp::cause(1)})));
    }
    tell_gx(device, diameter::kTermination);
    give_back(addresses_[static_cast<std::size_t>(device.network)], device.address);
    give_back(teids_, device.teid);
    give_back(smf_seids_, device.smf_seid);
    give_back(upf_seids_, device.upf_seid);
    device.session = false;
  }

  void tell_gx(const Device& device, std::uint32_t type) {
    if (!shape_.gx) return;
    diameter::Avps avps{diameter::session_id("smf;" + std::to_string(device.gx)),
                        diameter::origin_host("smf"),
                        diameter::cc_request_type(type),
                        diameter::avp(0, 30, kNetwork[static_cast<std::size_t>(device.network)]),
                        diameter::framed_ip_address(
                            std::span<const std::uint8_t, 4>{address_of(device).storage.data(), 4}),
                        location_on_gx(device.gnb)};
    const std::string who = imsi(device.number);
    if (type == diameter::kInitial) avps.push_back(diameter::subscription_id(1, who));
    tell(device, to_pcf(diameter::request(diameter::kGx, 272, avps,
                                          {.hop_by_hop = ++sequence_, .end_to_end = sequence_})));
  }

  // Two networks give the same private addresses.
  static NodeAddress address_of(const Device& device) {
    return node("10.45.0." + std::to_string(device.address));
  }

  void xn_handover(Device& device) {
    const Device source = device;
    device.gnb = (device.gnb + 1 + pick(kGnbs - 1)) % kGnbs;
    device.ran_id = take(ran_ids_[static_cast<std::size_t>(device.gnb)]);
    up(device, 25, {ran(device), ngap::source_amf_ue(device.amf_id), location_of(device.gnb)});
    Elements switched{amf(device), ran(device)};
    if (device.session) {
      std::array sessions = session_of(device.teid, false);
      if (chance(1, 2)) sessions[0].upf.clear();
      switched.push_back(ngap::sessions_switched(sessions));
    }
    tell(device, to_gnb(device.amf, device.gnb, ngap::successful(25, switched)));
    give_back(ran_ids_[static_cast<std::size_t>(source.gnb)], source.ran_id);
  }

  void n2_handover(Device& device, int amf_of_target) {
    Device target = device;
    target.amf = amf_of_target;
    target.gnb = (device.gnb + 1 + pick(kGnbs - 1)) % kGnbs;
    target.ran_id = take(ran_ids_[static_cast<std::size_t>(target.gnb)]);
    target.amf_id = take(amf_ids_[static_cast<std::size_t>(target.amf)]);
    up(device, 12,
       {amf(device), ran(device),
        ngap::target_gnb(22, static_cast<std::uint32_t>(0x1000 + target.gnb),
                         "tai:001-01-003039")});
    Elements request{amf(target)};
    if (device.session) {
      request.push_back(ngap::sessions_in_handover(session_of(device.teid, false)));
    }
    down(target, 13, request);
    answer(target, 13, {amf(target), ran(target)});
    tell(device, to_gnb(device.amf, device.gnb, ngap::successful(12, {amf(device), ran(device)})));
    up(target, 11, {amf(target), ran(target), location_of(target.gnb)});
    const Device source = device;
    device = target;
    release_context(source, ngap::cause(0, 2));
    if (amf_of_target != source.amf) give_guti(device, 14);
  }

  void release(Device& device) {
    end_connection(device);
    if (device.session) modify_session(device);
  }
  void end_connection(Device& device) {
    release_context(device, ngap::cause(0, 20));
    device.connected = false;
  }
  void release_context(const Device& device, const Octets& cause) {
    down(device, 41, {ngap::ue_ids(device.amf_id, device.ran_id), cause});
    answer(device, 41, {amf(device), ran(device), location_of(device.gnb)});
    free_context(device);
  }
  void free_context(const Device& device) {
    give_back(ran_ids_[static_cast<std::size_t>(device.gnb)], device.ran_id);
    give_back(amf_ids_[static_cast<std::size_t>(device.amf)], device.amf_id);
  }

  void deregister(Device& device) {
    const Octets nas = device.open ? open_nas(0x45, nas_5gs::deregistration_request(
                                                        1, guti_of(device.tmsi_amf, device.tmsi)))
                                   : ciphered_nas(5);
    up(device, 46, {amf(device), ran(device), ngap::nas(nas), location_of(device.gnb)});
    end_session(device);
    release_context(device, ngap::cause(2, 2));
    device.connected = device.registered = false;
    if (chance(1, 2)) drop_guti(device);
  }

  void restart_gnb(int gnb) {
    for (Device& device : devices_) {
      if (!device.connected || device.gnb != gnb) continue;
      free_context(device);
      device.connected = false;
    }
    for (int amf = 0; amf < kAmfs; ++amf) {
      tell({.number = -1, .open = false}, to_amf(gnb, amf, ngap::initiating(21, {})));
    }
  }
  // It forgets who is registered, and resets every gNB's contexts; devices keep their 5G-GUTIs.
  void restart_amf(int amf) {
    for (Device& device : devices_) {
      if (!device.registered || device.amf != amf) continue;
      end_session(device);
      if (device.connected) free_context(device);
      device.connected = device.registered = false;
    }
    for (int gnb = 0; gnb < kGnbs; ++gnb) {
      tell({.number = -1, .open = false},
           to_gnb(amf, gnb, ngap::initiating(20, {ngap::reset_all()})));
    }
  }

  static constexpr int kNetworks = 2;
  static constexpr std::array<std::string_view, kNetworks> kNetwork{"internet", "corporate"};

  std::mt19937_64 random_;
  Shape shape_;
  std::int64_t second_ = 1'767'225'600;
  std::vector<Device> devices_;
  std::array<Free, kGnbs> ran_ids_;
  std::array<Free, kAmfs> amf_ids_;
  std::array<Free, kNetworks> addresses_;
  Free teids_, smf_seids_, upf_seids_;
  TmsiPool tmsis_{0xc0000001};
  std::uint32_t last_gx_ = 0;
  std::uint32_t sequence_ = 0;
  std::vector<Told> told_;
};

}  // namespace celltally::test
