using System.Globalization;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.LoadGenerator.Sending;

/// <summary>Makes up what a SaaS product's servers report: many accounts, some people in each, a few dozen features. The same seed makes the same.</summary>
internal sealed class Usage(int seed)
{
    private const int Accounts = 2_000, UsersPerAccount = 20, Features = 48;

    private static readonly string[] Areas = ["reports", "boards", "search", "automations", "billing", "settings", "comments", "imports"];
    private static readonly string[] Formats = ["pdf", "csv", "xlsx"];

    private readonly Random _random = new(seed);

    public PublishRequest Batch(int events)
    {
        var request = new PublishRequest
        {
            ClientInstanceId = 1,
            BatchSequence = 1,
            SentAtUnixMs = 1,
            Resource = new Resource { Sdk = "cstelemetry-dotnet/0.1.0", Application = "projectboard-web", ApplicationVersion = "2026.11", Environment = "production" },
        };
        for (var i = 0; i < events; i++)
        {
            request.Events.Add(Event());
        }

        return request;
    }

    private Event Event()
    {
        // Squared: some accounts and features are used far more than others, as everywhere.
        var account = Skewed(Accounts);
        var user = (account * UsersPerAccount) + Skewed(UsersPerAccount);
        var isLogin = _random.Next(12) == 0;
        var feature = Skewed(Features);
        var used = new Event
        {
            Kind = isLogin ? EventKind.Login : EventKind.FeatureUse,
            Sequence = 1,
            OccurredAtUnixMs = 1,
            AccountId = string.Create(CultureInfo.InvariantCulture, $"account-{account:D5}"),
            UserId = string.Create(CultureInfo.InvariantCulture, $"user-{user:D7}"),
            Feature = isLogin ? "" : string.Create(CultureInfo.InvariantCulture, $"{Areas[feature % Areas.Length]}.action{feature}"),
            SessionId = string.Create(CultureInfo.InvariantCulture, $"s-{user:x}-{_random.Next(3)}"),
            Platform = Platform.Web,
            ActorKind = ActorKind.Human,
            DurationMs = _random.Next(2) == 0 ? (ulong)_random.Next(5, 900) : 0,
        };
        if (_random.Next(4) == 0)
        {
            used.Properties.Add(new Property { Key = "format", StringValue = Formats[_random.Next(Formats.Length)] });
            used.Properties.Add(new Property { Key = "rows", IntValue = _random.Next(1, 5_000) });
        }

        return used;
    }

    private int Skewed(int most) => (int)(_random.NextDouble() * _random.NextDouble() * most);
}
