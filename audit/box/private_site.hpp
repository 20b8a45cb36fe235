#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/box/box_options.hpp"
#include "audit/box/child_process.hpp"
#include "outbox/segment.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// What differs from attack to attack in the configuration of a PrivateSite.
struct SiteSettings {
  std::string port{};  // one of capture.ports, "files: ['/x/y']"
  std::string clock = "packets";
  std::string protection{};  // more lines of this section, two spaces before each
  std::string counting{};    // likewise
  std::uint64_t people_max = 10'000;
  std::uint64_t cells_max = 1000;
};

// All that the two daemons need, in a folder of an attack's own: a configuration, a list of cells,
// an outbox, their states and sockets. Nothing of the running installation is named in it.
class PrivateSite {
 public:
  // Makes folders in `folder`. Borrows the options. With a user, when we are root, the daemons run
  // as that one, to whom the folder is given.
  PrivateSite(const std::string& folder, const BoxOptions& options, std::uint32_t user = 0);

  // For the next start. Throws std::runtime_error.
  void configure(const SiteSettings& settings, const std::vector<Place>& cells) const;

  std::unique_ptr<ChildProcess> start_probe(bool may_dump = false) const;
  std::unique_ptr<ChildProcess> start_shipper(bool may_dump = false) const;

  // Whether it says that it is at work: by then it has given up its rights, too.
  bool wait_for_probe(ChildProcess& probe) const;
  bool wait_for_shipper(ChildProcess& shipper) const;

  // All whole segments of the outbox, by number.
  std::vector<Segment> segments() const;

  // What `celltally status --json` says of both, appended to status.out.
  void ask_status() const;
  // What the shipper tells Prometheus, into metrics.out.
  void ask_metrics() const;

  const std::string& folder() const noexcept { return folder_; }
  std::string config() const { return folder_ + "/celltally.yaml"; }
  std::string outbox() const { return folder_ + "/outbox"; }
  std::string state() const { return folder_ + "/state"; }
  std::string operator/(const std::string& name) const { return folder_ + "/" + name; }

 private:
  void hand_over() const;
  std::unique_ptr<ChildProcess> start(const std::string& program, const char* output,
                                      bool may_dump) const;

  std::string folder_;
  const BoxOptions* options_;
  std::uint32_t user_;
  std::uint16_t metrics_port_;  // of this machine, for the shipper
};

}  // namespace celltally
