using UsageSimulator;

return SimulatorCommand.Build(Console.OpenStandardOutput, Console.Error).Parse(args).Invoke();
