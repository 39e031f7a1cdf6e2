using Commerce.Application.Rulesets;
using Commerce.Domain.Bundles;

namespace Commerce.Application.Bundles;

/// <summary>The drafts of bundles. What goes into force of one is its <see cref="BundleDefinition.Published"/> form, with the revision of the draft as its version.</summary>
public interface IBundles : IRules<BundleDefinition>;
