namespace ProjectBoard.Telemetry;

/// <summary>Shows half of the people the quick way to add a card.</summary>
internal static class FeatureFlags
{
    public static bool QuickAdd(string userId) => userId.Sum(letter => letter) % 2 == 0;
}
