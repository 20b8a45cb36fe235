#pragma once

#include <memory>
#include <string>

#include "ship/delivery_settings.hpp"
#include "ship/sink.hpp"

namespace celltally {

// A sink as the operator configured it.
struct NamedSink {
  std::string name;  // [a-z0-9-], 1 to 63 of them; two sinks never have the same
  std::unique_ptr<Sink> sink;
  DeliverySettings delivery;
};

}  // namespace celltally
