using System.CommandLine;
using System.Globalization;
using UsageSimulator.Output;

namespace UsageSimulator;

/// <summary>Reads the command line and runs the simulation. Exit code 0 means that the whole log was written.</summary>
internal static class SimulatorCommand
{
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The seed of all dice: the same seed and options give the same bytes.",
        DefaultValueFactory = _ => SimulationOptions.Default.Seed,
    };

    private static readonly Option<int> Accounts = new("--accounts")
    {
        Description = $"Accounts that ever arrive, 1 to {SimulationOptions.MaxAccountCount}.",
        DefaultValueFactory = _ => SimulationOptions.Default.AccountCount,
    };

    private static readonly Option<int> Days = new("--days")
    {
        Description = $"Simulated days, {SimulationOptions.MinDays} to {SimulationOptions.MaxDays}.",
        DefaultValueFactory = _ => SimulationOptions.Default.Days,
    };

    private static readonly Option<string> End = new("--end")
    {
        Description = "The last simulated day, as yyyy-MM-dd.",
        DefaultValueFactory = _ => SimulationOptions.Default.End.ToString(DayFormat, CultureInfo.InvariantCulture),
    };

    private static readonly Option<string> Output = new("--output")
    {
        Description = "The file to write, compressed when its name ends in .gz; - means standard output.",
        DefaultValueFactory = _ => "-",
    };

    /// <summary>Builds the command.</summary>
    /// <param name="standardOutput">Where <c>--output -</c> writes.</param>
    /// <param name="messages">Where faults and the closing line go.</param>
    public static RootCommand Build(Func<Stream> standardOutput, TextWriter messages)
    {
        var command = new RootCommand("Writes the usage log of Planboard, a small made-up SaaS product, as CSV.") { Seed, Accounts, Days, End, Output };
        command.SetAction(parsed => Run(parsed, standardOutput, messages));
        return command;
    }

    private static int Run(ParseResult parsed, Func<Stream> standardOutput, TextWriter messages)
    {
        if (!DateOnly.TryParseExact(parsed.GetValue(End), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end))
        {
            messages.WriteLine($"--end is '{parsed.GetValue(End)}'; it must be a day such as 2015-06-30.");
            return 1;
        }

        var options = new SimulationOptions(parsed.GetValue(Seed), parsed.GetValue(Accounts), parsed.GetValue(Days), end);
        var faults = options.Faults().ToArray();
        if (faults.Length > 0)
        {
            messages.WriteLine(string.Join(Environment.NewLine, faults));
            return 1;
        }

        return Simulate(options, parsed.GetValue(Output)!, standardOutput, messages);
    }

    private static int Simulate(SimulationOptions options, string output, Func<Stream> standardOutput, TextWriter messages)
    {
        var events = new Simulation(options).Events();
        try
        {
            Write(events, output, standardOutput);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            messages.WriteLine($"The log could not be written to '{output}': {fault.Message} Give a writable file, or - for standard output.");
            return 1;
        }

        messages.WriteLine($"{events.Count} events from {options.Start:O} to {options.End:O} written to {(output == "-" ? "standard output" : output)}.");
        return 0;
    }

    private static void Write(List<UsageEvent> events, string output, Func<Stream> standardOutput)
    {
        if (output == "-")
        {
            using var stream = standardOutput();
            UsageCsv.Write(events, stream);
        }
        else
        {
            UsageCsv.WriteFile(events, output);
        }
    }
}
