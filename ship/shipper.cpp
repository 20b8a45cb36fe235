#include "ship/shipper.hpp"

#include <uv.h>

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "outbox/acknowledgement_file.hpp"
#include "ship/courier_crew.hpp"
#include "ship/doorbell.hpp"
#include "ship/now.hpp"
#include "ship/probe_report.hpp"
#include "ship/probe_watch.hpp"
#include "ship/status_pages.hpp"
#include "ship/status_server.hpp"

namespace celltally {

namespace {

// A burst of events makes one look at the folder.
constexpr std::uint64_t kLookAfterEventMs = 20;
constexpr std::uint64_t kAskFinishedEveryMs = 5;

}  // namespace

class Shipper::Running {
 public:
  Running(uv_loop_t* loop, const ShipperSettings& settings,
          std::shared_ptr<const SegmentSource> source, ShipLog log)
      : loop_(loop),
        settings_(settings),
        source_(std::move(source)),
        log_(std::move(log)),
        doorbell_(std::make_shared<Doorbell>()) {}
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { assert(open_handles_ == 0); }

  std::optional<std::string> listen();
  void begin(std::vector<NamedSink> sinks);
  void renew(const HealthLimits& limits);
  void stop();
  ShipperView view() const;
  std::uint16_t port() const noexcept { return server_ ? server_->port() : std::uint16_t{0}; }

 private:
  template <typename Handle>
  void own(Handle& handle) {
    handle.data = this;
    ++open_handles_;
  }
  template <typename Handle>
  void close(Handle& handle) {
    uv_close(reinterpret_cast<uv_handle_t*>(&handle), [](uv_handle_t* closed) {  // NOLINT: libuv
      --static_cast<Running*>(closed->data)->open_handles_;
    });
  }
  void watch();
  void look_soon();
  void look_in(std::uint64_t milliseconds);
  void look();
  void acknowledge();
  void serve();
  void ask_finished();

  uv_loop_t* loop_;
  ShipperSettings settings_;
  std::shared_ptr<const SegmentSource> source_;
  ShipLog log_;
  std::shared_ptr<Doorbell> doorbell_;
  std::unique_ptr<CourierCrew> crew_;
  std::unique_ptr<StatusServer> server_;

  std::vector<ListedSegment> listed_;
  std::string list_problem_;
  std::string acknowledge_problem_;
  std::optional<std::uint64_t> acknowledged_;
  ProbeWatch probe_;

  uv_fs_event_t folder_{};
  uv_timer_t look_timer_{};
  uv_async_t changed_{};
  uv_poll_t http_{};
  uv_timer_t http_timer_{};
  uv_timer_t stop_timer_{};
  int open_handles_ = 0;
  bool watching_ = false;
  bool look_is_soon_ = false;
  bool stopping_ = false;
  std::chrono::nanoseconds stop_by_{0};
};

std::optional<std::string> Shipper::Running::listen() {
  if (!std::filesystem::is_directory(settings_.state_folder)) {
    return settings_.state_folder + ": is no folder; make it, for the shipper to write in";
  }
  if (!settings_.http) return std::nullopt;
  auto server = StatusServer::open(
      settings_.http_address, settings_.http_port, [this](std::string_view path) {
        return status_page(path, view(), settings_.health, Now::read());
      });
  if (!server) return server.error();
  server_ = std::move(*server);
  return std::nullopt;
}

void Shipper::Running::begin(std::vector<NamedSink> sinks) {
  uv_async_init(loop_, &changed_,
                [](uv_async_t* handle) { static_cast<Running*>(handle->data)->acknowledge(); });
  own(changed_);
  doorbell_->hang(&changed_);
  crew_ = std::make_unique<CourierCrew>(std::move(sinks), source_, settings_.state_folder, log_,
                                        [bell = doorbell_] { bell->ring(); });
  uv_fs_event_init(loop_, &folder_);
  own(folder_);
  uv_timer_init(loop_, &look_timer_);
  own(look_timer_);
  uv_timer_init(loop_, &stop_timer_);
  own(stop_timer_);
  if (server_) {
    uv_timer_init(loop_, &http_timer_);
    own(http_timer_);
    uv_poll_init(loop_, &http_, server_->descriptor());
    own(http_);
    uv_poll_start(&http_, UV_READABLE, [](uv_poll_t* handle, int, int) {
      static_cast<Running*>(handle->data)->serve();
    });
    serve();
  }
  look();
}

// Without events there is still the timer, which also tries again to watch.
void Shipper::Running::watch() {
  if (watching_) return;
  watching_ = uv_fs_event_start(
                  &folder_,
                  [](uv_fs_event_t* handle, const char*, int, int) {
                    static_cast<Running*>(handle->data)->look_soon();
                  },
                  settings_.outbox_folder.c_str(), 0) == 0;
}

void Shipper::Running::look_soon() {
  if (std::exchange(look_is_soon_, true)) return;
  look_in(kLookAfterEventMs);
}

void Shipper::Running::look() {
  look_is_soon_ = false;
  watch();
  auto list = source_->list();
  if (list) {
    if (!list_problem_.empty()) log_(LogLevel::info, "outbox: can be listed again");
    list_problem_.clear();
    listed_ = std::move(*list);
    crew_->outbox_holds(listed_);
  } else {
    if (list_problem_ != list.error()) log_(LogLevel::error, "outbox: " + list.error());
    list_problem_ = list.error();
  }
  if (settings_.health.probe_silent.count() > 0) {
    probe_.saw(read_probe_report(settings_.outbox_folder + "/probe.json"), Now::read());
  }
  acknowledge();
  look_in(static_cast<std::uint64_t>(settings_.poll.count()));
}

void Shipper::Running::look_in(std::uint64_t milliseconds) {
  uv_timer_start(
      &look_timer_, [](uv_timer_t* timer) { static_cast<Running*>(timer->data)->look(); },
      milliseconds, 0);
}

void Shipper::Running::acknowledge() {
  const auto done = crew_->acknowledged();
  if (!done || done == acknowledged_) return;
  const auto fault = write_acknowledgement(settings_.state_folder + "/acknowledged", *done);
  const std::string problem = fault ? fault->text : "";
  if (!fault) acknowledged_ = done;
  if (fault && problem != acknowledge_problem_) log_(LogLevel::error, problem);
  acknowledge_problem_ = problem;
}

void Shipper::Running::serve() {
  server_->run();
  const auto wait = server_->timeout();
  if (!wait) {
    uv_timer_stop(&http_timer_);
    return;
  }
  uv_timer_start(
      &http_timer_, [](uv_timer_t* timer) { static_cast<Running*>(timer->data)->serve(); },
      static_cast<std::uint64_t>(wait->count()), 0);
}

ShipperView Shipper::Running::view() const {
  ShipperView view{.sinks = crew_ ? crew_->views() : std::vector<SinkView>{},
                   .outbox = outbox_view(listed_, acknowledged_.value_or(0)),
                   .probe = probe_};
  for (SinkView& sink : view.sinks) {
    sink.oldest_waiting = oldest_after(listed_, sink.tally.done);
  }
  view.outbox.problem = !list_problem_.empty() ? list_problem_ : acknowledge_problem_;
  return view;
}

void Shipper::Running::renew(const HealthLimits& limits) {
  settings_.health = limits;
  crew_->renew();
}

void Shipper::Running::stop() {
  if (std::exchange(stopping_, true)) return;
  stop_by_ = Now::read().steady + settings_.stop_within;
  crew_->stop();
  close(folder_);
  close(look_timer_);
  if (server_) {
    close(http_timer_);
    close(http_);
  }
  uv_timer_start(
      &stop_timer_, [](uv_timer_t* timer) { static_cast<Running*>(timer->data)->ask_finished(); },
      0, kAskFinishedEveryMs);
}

void Shipper::Running::ask_finished() {
  const bool late = Now::read().steady >= stop_by_;
  if (!crew_->finished() && !late) return;
  for (const std::string& name : crew_->dismiss()) {
    log_(LogLevel::warning, "sink " + name + ": hangs, and is left to end with the process");
  }
  acknowledge();
  doorbell_->hang(nullptr);
  close(changed_);
  close(stop_timer_);
}

Result<std::unique_ptr<Shipper>, std::string> Shipper::start(
    uv_loop_s* loop, const ShipperSettings& settings, std::vector<NamedSink> sinks,
    std::shared_ptr<const SegmentSource> source, ShipLog log) {
  auto running = std::make_unique<Running>(loop, settings, std::move(source), std::move(log));
  if (const auto problem = running->listen()) return fail(*problem);
  running->begin(std::move(sinks));
  return std::unique_ptr<Shipper>{new Shipper{std::move(running)}};
}

Shipper::Shipper(std::unique_ptr<Running> running) : running_(std::move(running)) {}
Shipper::~Shipper() = default;
void Shipper::stop() {
  running_->stop();
}
void Shipper::renew(const HealthLimits& limits) {
  running_->renew(limits);
}
ShipperView Shipper::view() const {
  return running_->view();
}
std::uint16_t Shipper::http_port() const noexcept {
  return running_->port();
}

}  // namespace celltally
