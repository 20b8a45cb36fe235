#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "daemon/capture_port.hpp"
#include "daemon/queue_alarm.hpp"
#include "simulate/octets.hpp"
#include "tests/daemon/test_clock.hpp"

namespace celltally::test {

// A port that gives what the test puts in, stamped with the clock's time.
class TestPort final : public CapturePort {
 public:
  TestPort(TestClock& clock, std::size_t queues) {
    while (queues_.size() < queues) queues_.push_back(std::make_unique<Queue>(clock));
  }
  std::vector<PacketSource*> queues() override {
    std::vector<PacketSource*> all;
    for (const auto& queue : queues_) all.push_back(queue.get());
    return all;
  }
  bool finished() const noexcept override { return false; }
  PortStatus status() override {
    PortStatus status;
    status.name = "test";
    status.up = true;
    for (const auto& queue : queues_) status.packets += queue->given();
    return status;
  }
  std::unique_ptr<QueueAlarm> alarm(PacketSource&) override {
    return std::make_unique<Alarm>(sleeps_);
  }
  int sleeps() const { return sleeps_.load(); }
  void arrive(Octets frame) {
    queues_[next_]->arrive(std::move(frame));
    next_ = (next_ + 1) % queues_.size();
  }
  // All that arrived was polled, and the burst after it, so that it is counted.
  void wait_until_taken() {
    for (const auto& queue : queues_) queue->wait_until_taken();
  }

 private:
  class Queue final : public PacketSource {
   public:
    explicit Queue(TestClock& clock) : clock_(clock) {}
    std::span<Packet> poll(std::span<Packet> room) override {
      const std::scoped_lock lock{mutex_};
      lent_.clear();
      while (lent_.size() < room.size() && !waiting_.empty()) {
        lent_.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
      }
      for (std::size_t i = 0; i < lent_.size(); ++i) {
        room[i] = {.at = clock_.now(),
                   .bytes = lent_[i],
                   .frame = ++given_,
                   .wire_length = static_cast<std::uint32_t>(lent_[i].size())};
      }
      if (lent_.empty()) ++empty_polls_;
      changed_.notify_all();
      return room.first(lent_.size());
    }
    bool finished() const noexcept override { return false; }
    void arrive(Octets frame) {
      const std::scoped_lock lock{mutex_};
      waiting_.push_back(std::move(frame));
    }
    void wait_until_taken() {
      std::unique_lock lock{mutex_};
      const auto before = empty_polls_;
      changed_.wait(lock, [&] { return waiting_.empty() && empty_polls_ > before + 1; });
    }
    std::uint64_t given() const {
      const std::scoped_lock lock{mutex_};
      return given_;
    }

   private:
    TestClock& clock_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Octets> waiting_;
    std::vector<Octets> lent_;
    std::uint64_t given_ = 0;
    std::uint64_t empty_polls_ = 0;
  };
  // Wakes at once.
  class Alarm final : public QueueAlarm {
   public:
    explicit Alarm(std::atomic<int>& sleeps) : sleeps_(sleeps) {}
    void sleep(std::uint32_t) noexcept override { ++sleeps_; }

   private:
    std::atomic<int>& sleeps_;
  };
  std::atomic<int> sleeps_{0};
  std::vector<std::unique_ptr<Queue>> queues_;
  std::size_t next_ = 0;
};

}  // namespace celltally::test
