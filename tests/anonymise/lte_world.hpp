#pragma once

#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "tests/anonymise/s1_messages.hpp"

namespace celltally::test {

// A made-up LTE network whose every message says which device it is about: devices that attach,
// wake up, move, change MME and leave; identifiers that are given again to others as soon as they
// are free. NAS is ciphered: a new GUTI is not seen when it is given. Messages are as S1AP and S11
// have them, as far as correlation looks at them.
class LteWorld {
 public:
  struct Told {
    MessageSpec message;
    int device;
  };
  struct Shape {
    int devices = 60;
    std::int64_t step_s = 20;       // at most, from one procedure to the next
    unsigned lost_in_1000 = 0;      // messages that the tap does not see
    bool core_is_tapped = true;     // S11
    unsigned by_imsi_in_100 = 20;   // of attaches: with the IMSI in the clear
    unsigned new_guti_in_100 = 30;  // of connections: ends with another GUTI
    unsigned enb_restarts_in_1000 = 5;
  };

  LteWorld(std::uint64_t seed, const Shape& shape) : random_(seed), shape_(shape) {
    for (int i = 0; i < shape.devices; ++i) devices_.push_back({i});
    for (std::uint32_t i = 1; i <= 4 * static_cast<std::uint32_t>(shape.devices); ++i) {
      for (auto* const free : {&free_teid_, &free_enb_id_, &free_mme_id_}) {
        free->push_back(i);
      }
    }
  }

  // What the tap sees of the next procedure of some device.
  std::vector<Told> next() {
    told_.clear();
    second_ += static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(shape_.step_s + 1));
    if (chance(shape_.enb_restarts_in_1000, 1000)) {
      restart_enb();
    } else {
      act(devices_[random_() % devices_.size()]);
    }
    std::erase_if(told_, [&](const Told&) { return chance(shape_.lost_in_1000, 1000); });
    return told_;
  }

 private:
  struct Device {
    int number;
    bool attached = false;
    bool connected = false;
    int mme = kMme;
    int enb = kEnb;
    std::uint32_t tmsi = 0, tunnel = 0, mme_teid = 0, sgw_teid = 0, enb_id = 0, mme_id = 0;
  };
  using Free = std::deque<std::uint32_t>;

  bool chance(unsigned of, unsigned in) { return random_() % in < of; }
  // Soon given again: the one that is free longest, of a few.
  static std::uint32_t take(Free& free) {
    const std::uint32_t id = free.front();
    free.pop_front();
    return id;
  }
  static void give_back(Free& free, std::uint32_t id) { free.push_back(id); }

  std::string imsi(const Device& device) const {
    return std::to_string(208930000000001 + device.number);
  }
  void tell(const Device& device, MessageSpec message) {
    message.second = second_;
    told_.push_back({std::move(message), device.number});
  }
  void tell_core(const Device& device, MessageSpec message) {
    if (shape_.core_is_tapped) tell(device, std::move(message));
  }

  void act(Device& device) {
    if (!device.attached) return attach(device);
    if (!device.connected) return chance(5, 100) ? area_update(device) : wake(device);
    switch (random_() % 10) {
      case 0: return detach(device);
      case 1: return x2_handover(device);
      case 2: return s1_handover(device);
      case 3: return uplink(device);
      default: return release(device);
    }
  }

  void connect(Device& device) {
    device.enb = 51 + static_cast<int>(random_() % 4);
    device.enb_id = take(free_enb_id_);
    device.mme_id = take(free_mme_id_);
    device.connected = true;
  }
  TemporaryId enb_name(const Device& device, Role role = Role::names) const {
    return enb_ue(device.enb_id, role, device.enb);
  }
  TemporaryId mme_name(const Device& device, Role role = Role::names) const {
    return mme_ue(device.mme_id, role, device.mme);
  }

  void attach(Device& device) {
    connect(device);
    MessageSpec request = initial_ue(second_, device.enb_id, {}, device.enb);
    if (chance(shape_.by_imsi_in_100, 100)) request.imsi = imsi(device);
    tell(device, request);
    device.mme_teid = take(free_teid_);
    device.sgw_teid = take(free_teid_);
    device.tunnel = take(free_teid_);
    device.tmsi = ++last_tmsi_;
    tell_core(device, create_request(imsi(device), device.mme_teid));
    tell_core(device, create_response_with_tunnel(device.mme_teid, device.sgw_teid, device.tunnel));
    tell(device,
         s1(second_, {enb_name(device), mme_name(device), tunnel(device.tunnel, Role::given)}));
    device.attached = true;
  }

  void wake(Device& device) {
    connect(device);
    tell(device, initial_ue(second_, device.enb_id, {s_tmsi(device.tmsi, Role::names, device.mme)},
                            device.enb));
    set_up(device);
    if (chance(shape_.new_guti_in_100, 100)) change_tmsi(device);
  }
  void set_up(const Device& device) {
    tell(device, s1(second_, {enb_name(device), mme_name(device), tunnel(device.tunnel)}));
    MessageSpec modify = to_sgw(device.sgw_teid);
    tell_core(device, modify);
  }
  void change_tmsi(Device& device) { device.tmsi = ++last_tmsi_; }

  void area_update(Device& device) {
    connect(device);
    tell(device, initial_ue(second_, device.enb_id, {s_tmsi(device.tmsi, Role::names, device.mme)},
                            device.enb));
    tell(device, s1(second_, {enb_name(device), mme_name(device)}));
    change_tmsi(device);
    release(device);
  }

  void uplink(Device& device) {
    MessageSpec message =
        s1(second_, {enb_name(device), mme_name(device)}, EventKind::location_report);
    message.cell = kCell;
    tell(device, message);
  }

  void x2_handover(Device& device) {
    const std::uint32_t old = device.enb_id;
    device.enb_id = take(free_enb_id_);
    device.enb = 51 + (device.enb - 50) % 4;
    MessageSpec message =
        s1(second_, {enb_name(device, Role::given), mme_name(device)}, EventKind::handover);
    message.cell = kCell;
    tell(device, message);
    give_back(free_enb_id_, old);
  }

  void s1_handover(Device& device) {
    Device target = device;
    target.mme_id = take(free_mme_id_);
    target.enb_id = take(free_enb_id_);
    target.enb = 51 + (device.enb - 50) % 4;
    tell(target, s1(second_, {mme_name(target, Role::given), tunnel(device.tunnel)}));
    tell(target, s1(second_, {mme_name(target), enb_name(target, Role::given)}));
    MessageSpec notify = s1(second_, {enb_name(target), mme_name(target)}, EventKind::handover);
    notify.cell = kCell;
    tell(target, notify);
    end_connection(device);
    device = target;
    device.connected = true;
  }

  void release(Device& device) {
    end_connection(device);
    tell_core(device, to_mme(device.mme_teid));
  }
  void end_connection(Device& device) {
    tell(device, s1(second_, {enb_name(device, Role::ends), mme_name(device, Role::ends)}));
    give_back(free_enb_id_, device.enb_id);
    give_back(free_mme_id_, device.mme_id);
    device.connected = false;
  }

  void detach(Device& device) {
    tell_core(device, session_ended(device.mme_teid, second_));
    end_connection(device);
    for (const std::uint32_t teid : {device.mme_teid, device.sgw_teid, device.tunnel}) {
      give_back(free_teid_, teid);
    }
    device.attached = false;
  }

  void restart_enb() {
    const int enb = 51 + static_cast<int>(random_() % 4);
    MessageSpec some = s1(second_, {});  // Reset of a list
    for (Device& device : devices_) {
      if (!device.connected || device.enb != enb) continue;
      some.names.push_back(enb_name(device, Role::ends));
      some.names.push_back(mme_name(device, Role::ends));
      give_back(free_enb_id_, device.enb_id);
      give_back(free_mme_id_, device.mme_id);
      device.connected = false;
    }
    some.ends_several = some.names.size() > 2;
    if (some.ends_several && chance(1, 2)) return tell({-1}, some);
    MessageSpec setup = s1(second_, {});
    setup.reset_node = enb;
    setup.reset_core = kMme;
    tell({-1}, setup);
  }

  std::mt19937_64 random_;
  Shape shape_;
  std::int64_t second_ = kStart;
  std::vector<Device> devices_;
  std::uint32_t last_tmsi_ = 0;
  Free free_teid_, free_enb_id_, free_mme_id_;
  std::vector<Told> told_;
};

}  // namespace celltally::test
