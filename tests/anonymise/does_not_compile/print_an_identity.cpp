// expect: no match for|invalid operands
#include <iostream>

#include "decode/subscriber_id.hpp"

void print(const celltally::SubscriberId& id) {
  std::cout << id;
}
