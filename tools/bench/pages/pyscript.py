import js

js.BroadcastChannel.new("bench").postMessage(1 + 1)
