#pragma once

#include <cstdint>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "simulate/device_state.hpp"
#include "simulate/geography.hpp"
#include "simulate/mobile_networks.hpp"
#include "simulate/population.hpp"
#include "simulate/tap.hpp"
#include "simulate/truth_tables.hpp"
#include "simulate/world_options.hpp"
#include "simulate/world_outputs.hpp"

namespace celltally {

// A made-up world with known truth. Devices are where their diaries say; on top of that is the life
// of their radios: they attach, wake up, are called, move, report and leave, and what becomes of
// that on the tapped interfaces comes out in the order of time. Kept is a state of each device,
// what is under way, and the counts of one day.
class World {
 public:
  // Borrows all three.
  World(const WorldOptions& options, const Geography& geography, const WorldOutputs& outputs);

  // Every day. False when packets could not be written.
  bool run();

  const Population& population() const noexcept { return population_; }

 private:
  struct Next {
    std::int64_t at;
    std::uint32_t device;
    friend bool operator<(const Next& a, const Next& b) noexcept {  // for a heap
      return a.at != b.at ? a.at > b.at : a.device > b.device;
    }
  };

  void begin_day(std::uint32_t day);
  void plan(std::uint32_t device, std::uint32_t day);
  void write_whereabouts(const DeviceProfile& profile, const std::vector<DiaryVisit>& visits);
  void end_day();
  bool live();
  void see(const MadeSighting& sighting);

  void act(const DeviceProfile& profile, DeviceState& device, std::int64_t now);
  void cross_border(const DeviceProfile& profile, DeviceState& device, std::int64_t now);
  void enter(const DeviceProfile& profile, DeviceState& device, std::int64_t now);
  void go_away(const DeviceProfile& profile, DeviceState& device, std::int64_t now,
               Diary::Then how);
  void change_wifi(const DeviceProfile& profile, DeviceState& device, std::int64_t now);
  void happen(const DeviceProfile& profile, DeviceState& device, std::int64_t now);
  void use(const DeviceProfile& profile, DeviceState& device, std::int64_t now);
  void next_event(const DeviceProfile& profile, DeviceState& device, std::int64_t now);
  void connect(const DeviceProfile& profile, DeviceState& device, std::int64_t now,
               RadioAct::Kind kind, std::uint32_t cell, std::int64_t seconds);
  void perform(const DeviceProfile& profile, DeviceState& device, std::int64_t now,
               RadioAct::Kind kind, std::uint32_t cell);

  std::int64_t time_of(std::uint32_t second) const noexcept {
    return begins_ + std::int64_t{second} * 1'000'000'000;
  }

  const WorldOptions options_;
  const Geography& geography_;
  const WorldOutputs& outputs_;
  WorldOutputs seen_outputs_;  // those, with what the world does itself
  Population population_;
  Tap tap_;
  MobileNetworks networks_;
  TruthTables truth_;
  std::vector<DeviceState> devices_;
  std::vector<Next> queue_;
  std::vector<DiaryVisit> visits_;
  std::int64_t begins_ = 0;  // the day
  std::int64_t from_ = 0;    // of it what is captured
  std::int64_t to_ = 0;
};

// What else is known of a world's devices, a line each: every IMSI, MSISDN and IMEISV; of people
// "imsi,segment" below a header; IMSIs of who opted out; rules that tell machines.
void write_identifiers(std::ostream& out, const Population& population);
void write_segments(std::ostream& out, const Population& population);
void write_opted_out(std::ostream& out, const Population& population);
void write_machine_rules(std::ostream& out);

}  // namespace celltally
