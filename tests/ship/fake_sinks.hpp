#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "ship/sink.hpp"

namespace celltally::testing {

// What a fake sink was given; outlives it.
struct Taken {
  void add(std::uint64_t sequence) {
    const std::lock_guard lock{mutex};
    sequences.push_back(sequence);
  }
  std::vector<std::uint64_t> all() const {
    const std::lock_guard lock{mutex};
    return sequences;
  }
  mutable std::mutex mutex;
  std::vector<std::uint64_t> sequences;
};

// Answers as `answer` says, and notes what it accepted.
class FakeSink : public Sink {
 public:
  using Answer = std::function<Delivery(const Segment&)>;
  FakeSink(std::shared_ptr<Taken> taken, Answer answer)
      : taken_(std::move(taken)), answer_(std::move(answer)) {}
  explicit FakeSink(std::shared_ptr<Taken> taken)
      : FakeSink(std::move(taken), [](const Segment&) { return Delivery::accepted(); }) {}

  Delivery deliver(const Segment& segment) override {
    Delivery delivery = answer_(segment);
    if (delivery.ok()) taken_->add(segment.header.sequence);
    return delivery;
  }
  void stop() noexcept override {}

 private:
  std::shared_ptr<Taken> taken_;
  Answer answer_;
};

// Takes a segment and never comes back, until it is let go. `obeys`: stop() lets it go.
class HangingSink : public Sink {
 public:
  struct Gate {
    std::mutex mutex;
    std::condition_variable opened;
    bool open = false;
    std::atomic<bool> entered{false};
    void let_go() {
      {
        const std::lock_guard lock{mutex};
        open = true;
      }
      opened.notify_all();
    }
  };
  HangingSink(std::shared_ptr<Gate> gate, bool obeys) : gate_(std::move(gate)), obeys_(obeys) {}

  Delivery deliver(const Segment&) override {
    std::unique_lock lock{gate_->mutex};
    gate_->entered = true;
    gate_->opened.wait(lock, [&] { return gate_->open; });
    return Delivery::try_again("let go");
  }
  void stop() noexcept override {
    if (obeys_) gate_->let_go();
  }

 private:
  std::shared_ptr<Gate> gate_;
  bool obeys_;
};

}  // namespace celltally::testing
