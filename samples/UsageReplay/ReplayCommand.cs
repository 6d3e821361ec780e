using System.CommandLine;
using System.CommandLine.Parsing;
using CsTelemetry;
using Microsoft.Extensions.Options;

namespace UsageReplay;

/// <summary>Reads the command line, runs the replay, and prints its report.</summary>
internal static class ReplayCommand
{
    private const string KeyVariable = "CSTELEMETRY_KEY";

    private static readonly Option<FileInfo> Log = new("--log")
    {
        Description = "The usage log, .csv or .csv.gz, in time order: occurred_at,product,account_id,user_id,feature,quantity.",
        Required = true,
    };

    private static readonly Option<Uri> Endpoint = new("--endpoint")
    {
        Description = "The collector's gRPC address.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5317"),
        CustomParser = ParseAddress,
    };

    private static readonly Option<string> Key = new("--key")
    {
        Description = $"The key; the scope backfill lets it send what is older than 35 days. Default: the variable {KeyVariable}.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(KeyVariable) ?? "",
    };

    private static readonly Option<DateOnly?> Until = new("--until")
    {
        Description = "The last UTC day that is kept, such as 2015-06-30. Default: the log's last day.",
    };

    private static readonly Option<DateOnly?> ShiftTo = new("--shift-to")
    {
        Description = "The UTC day that the last day kept becomes. Default: yesterday.",
    };

    private static readonly Option<TimeSpan> GiveUpAfter = new("--give-up-after")
    {
        Description = "How long to go on while the collector takes nothing.",
        DefaultValueFactory = _ => TimeSpan.FromMinutes(10),
    };

    public static Task<int> RunAsync(string[] args)
    {
        var command = new RootCommand("Replays a usage log through the CsTelemetry SDK: a login per user and day, then the feature uses.");
        foreach (var option in new Option[] { Log, Endpoint, Key, Until, ShiftTo, GiveUpAfter })
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        // `replay --log …` reads well, and so does `--log …`.
        string[] rest = args is ["replay", .. var after] ? after : args;
        return command.Parse(rest).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            var log = new UsageLog(arguments.GetRequiredValue(Log));
            var survey = LogSurvey.Of(log, arguments.GetValue(Until));
            var calendar = new ReplayCalendar(survey.LastDay, arguments.GetValue(ShiftTo) ?? Yesterday());
            var plan = new ReplayPlan(log, survey, calendar, arguments.GetValue(GiveUpAfter));
            await using var client = NewClient(arguments.GetValue(Endpoint)!, arguments.GetValue(Key)!);
            var report = await ReplayProgress.ShowAsync(plan, new Replay(client, plan, TimeProvider.System), cancellationToken);
            await Console.Out.WriteLineAsync(report.ToJson());
            return report.Delivered == report.Sent ? 0 : 1;
        }
        catch (Exception fault) when (fault is UsageLogException or OptionsValidationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"replay: {fault.Message}");
            return 2;
        }
    }

    private static CsTelemetryClient NewClient(Uri endpoint, string key) => CsTelemetryClient.Create(options =>
    {
        options.Endpoint = endpoint;
        options.ApiKey = key;
        options.Application = "usage-replay";
        options.MaxInFlight = 4;
        // Roomier than the window that the replay keeps, so that nothing is ever dropped for want of room.
        options.MaxBufferBytes = 64 * 1024 * 1024;
        options.MaxBufferEvents = Replay.WindowEvents * 4;
        options.RetryFirstDelay = TimeSpan.FromMilliseconds(100);
        options.RetryLongestDelay = TimeSpan.FromSeconds(2);
        // The replay decides when to give up, not the age of a batch.
        options.MaxBatchAge = TimeSpan.FromHours(48);
    });

    private static DateOnly Yesterday() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);

    private static Uri? ParseAddress(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var address))
        {
            return address;
        }

        argument.AddError($"--endpoint is '{argument.Tokens[0].Value}'; it must be an address such as http://127.0.0.1:5317.");
        return null;
    }
}
