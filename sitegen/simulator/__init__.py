"""An embedded Server Manager with a made-up season: the server of the demo and of the tests."""
