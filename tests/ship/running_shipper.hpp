#pragma once

#include <gtest/gtest.h>
#include <uv.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "ship/outbox_source.hpp"
#include "ship/shipper.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally::testing {

// A shipper on a loop of its own, run by the test's thread.
class RunningShipper {
 public:
  RunningShipper(const std::string& outbox, const std::string& state, std::vector<NamedSink> sinks,
                 const std::function<void(ShipperSettings&)>& change = {}) {
    std::filesystem::create_directories(state);
    ShipperSettings settings;
    settings.outbox_folder = outbox;
    settings.state_folder = state;
    settings.poll = std::chrono::milliseconds{50};
    settings.http_port = 0;
    if (change) change(settings);
    uv_loop_init(&loop_);
    auto lines = lines_;
    auto started =
        Shipper::start(&loop_, settings, std::move(sinks), std::make_shared<OutboxSource>(outbox),
                       [lines](LogLevel, std::string line) { lines->add(line); });
    if (!started) {
      ADD_FAILURE() << started.error();
      return;
    }
    shipper_ = std::move(*started);
  }
  RunningShipper(const RunningShipper&) = delete;
  RunningShipper& operator=(const RunningShipper&) = delete;
  ~RunningShipper() { stop(); }

  // Runs the loop until it is so, or gives up after a long time.
  bool run_until(const std::function<bool(const ShipperView&)>& so) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{300};
    while (!so(shipper_->view())) {
      if (std::chrono::steady_clock::now() > end) return false;
      uv_run(&loop_, UV_RUN_NOWAIT);
      uv_sleep(1);
    }
    return true;
  }
  bool run_until_delivered(std::uint64_t count) {
    return run_until([&](const ShipperView& view) {
      for (const SinkView& sink : view.sinks) {
        if (sink.tally.delivered < count) return false;
      }
      return true;
    });
  }
  void stop() {
    if (!shipper_) return;
    shipper_->stop();
    shipper_->stop();
    uv_run(&loop_, UV_RUN_DEFAULT);
    shipper_.reset();
    EXPECT_EQ(uv_loop_close(&loop_), 0);
  }
  Shipper& shipper() { return *shipper_; }
  uv_loop_t& loop() { return loop_; }
  std::string log() const { return lines_->text(); }

 private:
  struct Lines {
    void add(const std::string& line) {
      const std::lock_guard lock{mutex};
      all += line + "\n";
    }
    std::string text() {
      const std::lock_guard lock{mutex};
      return all;
    }
    std::mutex mutex;
    std::string all;
  };
  std::shared_ptr<Lines> lines_ = std::make_shared<Lines>();
  uv_loop_t loop_{};
  std::unique_ptr<Shipper> shipper_;
};

inline std::string file_text(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

}  // namespace celltally::testing
