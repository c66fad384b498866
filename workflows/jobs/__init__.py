"""What ``kpss_tick`` does: jobs that the app and its host register by name, run one after another."""
