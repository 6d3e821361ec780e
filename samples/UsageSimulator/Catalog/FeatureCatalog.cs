namespace UsageSimulator.Catalog;

/// <summary>Lists the 24 features of Planboard, a made-up planning product, in eight areas.</summary>
internal static class FeatureCatalog
{
    public static readonly IReadOnlyList<Feature> All =
    [
        new("boards", "edit", 30, Plan.Starter),
        new("boards", "template", 4, Plan.Starter),
        new("boards", "archive", 3, Plan.Starter),
        new("tasks", "create", 26, Plan.Starter),
        new("tasks", "assign", 14, Plan.Starter),
        new("tasks", "recurring", 4, Plan.Team),
        new("comments", "write", 18, Plan.Starter),
        new("comments", "mention", 8, Plan.Starter),
        new("comments", "resolve", 5, Plan.Team),
        new("files", "upload", 9, Plan.Starter),
        new("files", "preview", 6, Plan.Starter),
        new("files", "sign", 2, Plan.Business),
        new("reports", "view", 8, Plan.Team),
        new("reports", "export", 5, Plan.Team),
        new("reports", "schedule", 2, Plan.Business),
        new("planning", "timeline", 7, Plan.Team),
        new("planning", "capacity", 3, Plan.Business),
        new("planning", "assistant", 9, Plan.Team, IsReleasedLate: true),
        new("automation", "rule", 5, Plan.Team),
        new("automation", "webhook", 2, Plan.Business),
        new("automation", "api", 4, Plan.Business),
        new("admin", "invite", 2, Plan.Starter),
        new("admin", "permissions", 1.5, Plan.Team),
        new("admin", "audit", 1, Plan.Business),
    ];

    /// <summary>Lists the areas in catalog order.</summary>
    public static readonly IReadOnlyList<string> Areas = [.. All.Select(feature => feature.Area).Distinct()];
}
