#include "ship/courier_crew.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace celltally {

CourierCrew::CourierCrew(std::vector<NamedSink> sinks,
                         const std::shared_ptr<const SegmentSource>& source,
                         const std::string& state_folder, const ShipLog& log,
                         const std::function<void()>& changed) {
  for (NamedSink& sink : sinks) {
    Courier::Parts parts{.name = sink.name,
                         .sink = std::move(sink.sink),
                         .settings = sink.delivery,
                         .source = source,
                         .state_path = state_folder + "/sink-" + sink.name + ".json",
                         .log = log,
                         .random = [] { return std::random_device{}(); },
                         .changed = changed};
    auto courier = std::make_shared<Courier>(std::move(parts));
    members_.push_back({sink.name, courier, std::thread{[courier] { courier->run(); }}});
  }
}

CourierCrew::~CourierCrew() {
  dismiss();
}

void CourierCrew::outbox_holds(std::span<const ListedSegment> segments) {
  for (const Member& member : members_) member.courier->outbox_holds(segments);
}

std::optional<std::uint64_t> CourierCrew::acknowledged() const {
  std::optional<std::uint64_t> least;
  for (const Member& member : members_) {
    const auto saved = member.courier->saved();
    if (!saved) return std::nullopt;
    least = std::min(least.value_or(*saved), *saved);
  }
  return least;
}

std::vector<SinkView> CourierCrew::views() const {
  std::vector<SinkView> views;
  for (const Member& member : members_) views.push_back(member.courier->view());
  return views;
}

void CourierCrew::renew() noexcept {
  for (const Member& member : members_) member.courier->renew();
}

void CourierCrew::stop() noexcept {
  for (const Member& member : members_) member.courier->stop();
}

bool CourierCrew::finished() const noexcept {
  return std::all_of(members_.begin(), members_.end(),
                     [](const Member& member) { return member.courier->finished(); });
}

std::vector<std::string> CourierCrew::dismiss() {
  stop();
  std::vector<std::string> let_go;
  for (Member& member : members_) {
    if (!member.thread.joinable()) continue;
    if (member.courier->finished()) {
      member.thread.join();
    } else {
      member.thread.detach();
      let_go.push_back(member.name);
    }
  }
  return let_go;
}

}  // namespace celltally
