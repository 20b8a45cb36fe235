#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "ship/courier.hpp"
#include "ship/listed_segment.hpp"
#include "ship/named_sink.hpp"
#include "ship/segment_source.hpp"
#include "ship/ship_log.hpp"
#include "ship/sink_view.hpp"

namespace celltally {

// All couriers and their threads. Used by one thread; the couriers' own threads call `changed`.
class CourierCrew {
 public:
  CourierCrew(std::vector<NamedSink> sinks, const std::shared_ptr<const SegmentSource>& source,
              const std::string& state_folder, const ShipLog& log,
              const std::function<void()>& changed);
  CourierCrew(const CourierCrew&) = delete;
  CourierCrew& operator=(const CourierCrew&) = delete;
  ~CourierCrew();  // as dismiss()

  void outbox_holds(std::span<const ListedSegment> segments);

  // Up to where every sink is done, by what is saved; nothing while one has not begun.
  std::optional<std::uint64_t> acknowledged() const;

  std::vector<SinkView> views() const;

  void renew() noexcept;  // as Courier's
  void stop() noexcept;
  bool finished() const noexcept;
  // Joins those that are finished and lets go of the others: a thread that hangs in a system call
  // keeps its courier alive and ends with the process. Gives the names of those let go.
  std::vector<std::string> dismiss();

 private:
  struct Member {
    std::string name;
    std::shared_ptr<Courier> courier;
    std::thread thread;
  };
  std::vector<Member> members_;
};

}  // namespace celltally
