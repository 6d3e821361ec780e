using UsageReplay;

return await ReplayCommand.RunAsync(args);
